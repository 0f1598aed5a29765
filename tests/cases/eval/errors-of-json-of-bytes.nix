# Bytes that are no text have no JSON; a character that is cut off is told from a wrong byte.
let
  part = builtins.substring;
in
{
  cut-off = builtins.toJSON ("a" + part 0 1 "é");
  cut-off-later = builtins.toJSON ("a" + part 0 3 "😀");
  no-lead = builtins.toJSON ("a" + part 1 1 "é" + "b");
  lead-alone = builtins.toJSON ("a" + part 0 1 "é" + "b");
  two-leads = builtins.toJSON ("a" + part 0 2 "日" + part 0 1 "é");
  name = builtins.toJSON { "a${part 1 1 "é"}" = 1; };
  partition-forces = builtins.partition (x: true) [ 1 (throw "forced") ];
  sort-forces = builtins.sort (a: b: false) [ 1 (throw "forced") ];
}
