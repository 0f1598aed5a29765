# `inherit` is shown as it is written, before the other bindings, each from what it says.
let
  x = 1;
  set = { y = 2; "a b" = 3; };
in
{
  plain = assert null == { inherit x; z = x; a = x; } || false; 1;
  of-a-set = assert null == { b = set.y; inherit (set) y "a b"; inherit x; } || false; 1;
  of-a-local = assert null == (s: { inherit (s) a; inherit x; inherit (set) y; b = s; ${s} = s; }) || false; 1;
  recursive = assert null == rec { inherit x; inherit (set) y; z = y; } || false; 1;
  in-let = assert (let inherit x; inherit (set) y; in x == y) || false; 1;
  or = assert null == (let or = 1; in { inherit or; }) || false; 1;
  not-inherited = assert null == { x = x; } || false; 1;
}
