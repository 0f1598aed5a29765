# What builtins of lists refuse: each member by itself, its headline in the file beside this one.
{
  length-x = builtins.length (builtins.sort (a: b: true) [ (throw "x") 1 ]);
  sort-cannot-compare-a-string-with-an-integer = builtins.sort builtins.lessThan [ 3 "a" ];
  sort-expected-a-function-but-found-an-integer = builtins.sort 1 [1];
  map-expected-a-function-but-found-an-integer = builtins.map 1 [1];
  map-expected-a-list-but-found-an-integer = builtins.map 1 1;
  filter-expected-a-function-but-found-an-integer = builtins.filter 1 [1];
  filter-expected-a-boolean-but-found-an-integer = builtins.filter (x: 1) [1];
  head-builtins-head-called-on-an-empty-list = builtins.head [];
  tail-builtins-tail-called-on-an-empty-list = builtins.tail [];
  head-expected-a-list-but-found-an-integer = builtins.head 1;
  elemAt-builtins-elemat-called-with-index-2-on = builtins.elemAt [1 2] 2;
  elemAt-builtins-elemat-called-with-index-1-on = builtins.elemAt [1 2] (-1);
  elemAt-expected-a-list-but-found-an-integer = builtins.elemAt 1 1;
  genList-cannot-create-list-of-size-1 = builtins.genList (x: x) (-1);
  genList-expected-a-function-but-found-an-integer = builtins.genList 1 0;
  genList-expected-a-function-but-found-an-integer-2 = builtins.genList 1 1;
  foldl-expected-a-function-but-found-an-integer = builtins.foldl' 1 2 [];
  foldl-z = builtins.foldl' (a: b: a) (throw "z") [1];
  foldl-z-2 = builtins.foldl' (a: b: b) (throw "z") [];
  all-expected-a-function-but-found-an-integer = builtins.all 1 [];
  all-expected-a-boolean-but-found-an-integer = builtins.all (x: 1) [1];
  any-b = builtins.any (x: throw "b") [1];
  elem-expected-a-list-but-found-an-integer = builtins.elem 1 1;
  concatLists-expected-a-list-but-found-an-integer = builtins.concatLists [[1] 2];
  concatLists-expected-a-list-but-found-an-integer-2 = builtins.concatLists 1;
  length-expected-a-list-but-found-a-set = builtins.length {};
  partition-expected-a-boolean-but-found-an-integer = builtins.partition (x: 1) [1];
  groupBy-expected-a-string-but-found-an-integer = builtins.groupBy (x: 1) [1];
  concatMap-expected-a-list-but-found-an-integer = builtins.concatMap (x: 1) [1];
  concatMap-expected-a-function-but-found-an-integer = builtins.concatMap 1 [];
}
