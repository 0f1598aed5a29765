# A function is equal to itself alone, inside of lists and sets, and only where both come from
# one variable: what is selected, computed or handed on by a builtin is another each time.
let
  f = x: x;
  g = f;
  set = { inherit f; };
  list = [ f ];
  partial = builtins.add 1;
  called = (a: b: a) 1;
  given = a: b: [ a ] == [ b ];
in
{
  itself = f == f;
  in-lists = [ f ] == [ f ];
  in-sets = { inherit f; } == { inherit f; };
  another-name = [ f ] == [ g ];
  of-a-call = [ called ] == [ called ];
  two-calls = [ ((a: b: a) 1) ] == [ ((a: b: a) 1) ];
  one-argument = given f f;
  two-selections = [ set.f ] == [ set.f ];
  an-inherited-selection = { inherit (set) f; } == { inherit (set) f; };
  a-set = set == set;
  an-updated-set = set // { a = 1; } == set // { a = 1; };
  a-selection-put-back = set == set // { f = set.f; };
  a-list = list == list;
  longer-lists = list ++ [ 1 ] == list ++ [ 1 ];
  of-an-element = [ (builtins.head list) ] == list;
  mapped = map (it: it) list == list;
  sorted = builtins.sort (a: b: true) list == list;
  generated =
    let
      made = builtins.genList (n: f) 2;
    in
    [
      (made == made)
      (made == builtins.genList (n: f) 2)
    ];
  with-a-set = with set; [ f ] == [ f ];
  builtin = [ map ] == [ map ];
  builtin-selected = [ builtins.map ] == [ builtins.map ];
  builtin-named =
    let
      it = builtins.map;
    in
    [ it ] == [ it ];
  partially-applied = [ partial ] == [ partial ];
  element = builtins.elem f list;
  element-selected = builtins.elem set.f list;
  tried =
    let
      t = builtins.tryEval f;
    in
    [ t.value ] == [ f ];
}
