# Which step of a chain fails, and with which words.
{
  last-list = [ 1 ] ++ [ 2 ] ++ 3;
  middle-list = [ 1 ] ++ 2 ++ [ 3 ];
  first-list = 1 ++ [ 2 ] ++ [ 3 ];
  two-lists = 1 ++ 2 ++ [ 3 ];
  inner-pair-first = [ 1 ] ++ 2 ++ null;
  all-are-evaluated-first = 1 ++ [ 2 ] ++ throw "the last";
  number-at-the-end = "a" + "b" + "c" + 1;
  number-in-the-middle = "a" + 1 + throw "not met";
  text-behind-numbers = 1 + 2 + "a" + "b";
  text-before = null + "a" + "b";
  function-in-the-middle = "a" + "b" + (x: x) + throw "not met";
  overflow-before = 9223372036854775807 + 1 + throw "not met";
  path-with-context = /a + "/b" + builtins.toFile "c" "";
  list-first = [ ] + "a" + throw "not met";
}
