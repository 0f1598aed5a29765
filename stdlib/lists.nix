# Lists: making, taking apart, folding, searching, ordering.
lib:
let
  inherit (lib.trivial) max min warn;
in
rec {
  /**
    Applies the function to every element.

        map : (a -> b) -> [a] -> [b]

    Example: map (x: x + 1) [ 1 2 ] == [ 2 3 ]
  */
  map = builtins.map;

  /**
    The elements for which the predicate holds.

        filter : (a -> Bool) -> [a] -> [a]

    Example: filter (x: x > 1) [ 1 2 3 ] == [ 2 3 ]
  */
  filter = builtins.filter;

  /**
    Whether the value is in the list.

        elem : a -> [a] -> Bool

    Example: elem 2 [ 1 2 ]
  */
  elem = builtins.elem;

  /**
    The element at an index, the first being 0.

        elemAt : [a] -> Int -> a

    Example: elemAt [ "a" "b" ] 1 == "b"
  */
  elemAt = builtins.elemAt;

  /**
    The first element.

        head : [a] -> a

    Example: head [ 1 2 ] == 1
  */
  head = builtins.head;

  /**
    All elements but the first.

        tail : [a] -> [a]

    Example: tail [ 1 2 3 ] == [ 2 3 ]
  */
  tail = builtins.tail;

  /**
    How many elements there are.

        length : [a] -> Int

    Example: length [ 1 2 ] == 2
  */
  length = builtins.length;

  /**
    Whether the value is a list.

        isList : Any -> Bool

    Example: isList [ ]
  */
  isList = builtins.isList;

  /**
    Whether the predicate holds for an element.

        any : (a -> Bool) -> [a] -> Bool

    Example: any (x: x > 1) [ 1 2 ]
  */
  any = builtins.any;

  /**
    Whether the predicate holds for every element.

        all : (a -> Bool) -> [a] -> Bool

    Example: all (x: x > 0) [ 1 2 ]
  */
  all = builtins.all;

  /**
    A list of a length, each element made from its index.

        genList : (Int -> a) -> Int -> [a]

    Example: genList (i: i * i) 3 == [ 0 1 4 ]
  */
  genList = builtins.genList;

  /**
    The elements for which the predicate holds, and the others.

        partition : (a -> Bool) -> [a] -> { right : [a]; wrong : [a]; }

    Example: partition (x: x > 2) [ 1 3 2 ] == { right = [ 3 ]; wrong = [ 1 2 ]; }
  */
  partition = builtins.partition;

  /**
    The elements by the name that the function gives each.

        groupBy : (a -> String) -> [a] -> { _ : [a] }

    Example: groupBy (x: if x > 1 then "more" else "one") [ 1 2 3 ] == { more = [ 2 3 ]; one = [ 1 ]; }
  */
  groupBy = builtins.groupBy;

  /**
    The lists of a list, one after the other.

        concatLists : [[a]] -> [a]

    Example: concatLists [ [ 1 ] [ 2 3 ] ] == [ 1 2 3 ]
  */
  concatLists = builtins.concatLists;

  /**
    The lists that the function makes of the elements, one after the other.

        concatMap : (a -> [b]) -> [a] -> [b]

    Example: concatMap (x: [ x x ]) [ 1 2 ] == [ 1 1 2 2 ]
  */
  concatMap = builtins.concatMap;

  /**
    The list in the order of a "comes before"; equal elements keep their order.

        sort : (a -> a -> Bool) -> [a] -> [a]

    Example: sort (a: b: a < b) [ 3 1 2 ] == [ 1 2 3 ]
  */
  sort = builtins.sort;

  /**
    The list with one element.

        singleton : a -> [a]

    Example: singleton 1 == [ 1 ]
  */
  singleton = x: [ x ];

  /**
    `map` with its arguments turned round.

        forEach : [a] -> (a -> b) -> [b]

    Example: forEach [ 1 2 ] (x: x + 1) == [ 2 3 ]
  */
  forEach = xs: f: map f xs;

  /**
    Folds from the right: `foldr op z [ a b ]` is `op a (op b z)`. What `op` does not read is
    not computed.

        foldr : (a -> b -> b) -> b -> [a] -> b

    Example: foldr (x: acc: [ x ] ++ acc) [ ] [ 1 2 ] == [ 1 2 ]
  */
  foldr =
    op: start: list:
    let
      count = length list;
      from = i: if i == count then start else op (elemAt list i) (from (i + 1));
    in
    from 0;

  /**
    An older name of `foldr`.

        fold : (a -> b -> b) -> b -> [a] -> b

    Example: isFunction fold
  */
  fold = warn "fold has been deprecated, use foldr instead" foldr;

  /**
    Folds from the left and lazily: `foldl op z [ a b ]` is `op (op z a) b`. Prefer `foldl'`.

        foldl : (b -> a -> b) -> b -> [a] -> b

    Example: foldl (acc: x: acc + x) 0 [ 1 2 3 ] == 6
  */
  foldl =
    op: start: list:
    let
      upTo = i: if i < 0 then start else op (upTo (i - 1)) (elemAt list i);
    in
    upTo (length list - 1);

  /**
    Folds from the left; every intermediate value, the first too, is computed at once.

        foldl' : (b -> a -> b) -> b -> [a] -> b

    Example: foldl' (acc: x: acc + x) 0 [ 1 2 3 ] == 6
  */
  foldl' = op: start: builtins.seq start (builtins.foldl' op start);

  /**
    `map` with the index, from 0.

        imap0 : (Int -> a -> b) -> [a] -> [b]

    Example: imap0 (i: x: i * x) [ 5 6 ] == [ 0 6 ]
  */
  imap0 = f: list: genList (i: f i (elemAt list i)) (length list);

  /**
    `map` with the number of the element, from 1.

        imap1 : (Int -> a -> b) -> [a] -> [b]

    Example: imap1 (i: x: i * x) [ 5 6 ] == [ 5 12 ]
  */
  imap1 = f: list: genList (i: f (i + 1) (elemAt list i)) (length list);

  /**
    `filter` with the index, from 0.

        ifilter0 : (Int -> a -> Bool) -> [a] -> [a]

    Example: ifilter0 (i: x: i == 0 || x > 5) [ 1 2 9 ] == [ 1 9 ]
  */
  ifilter0 =
    holds: list:
    map (elemAt list) (filter (i: holds i (elemAt list i)) (genList (i: i) (length list)));

  /**
    All elements of lists in lists, however deep. What is no list is taken as a list of one.

        flatten : Any -> [Any]

    Example: flatten [ 1 [ 2 [ 3 ] ] ] == [ 1 2 3 ]
  */
  flatten = x: if isList x then concatMap flatten x else [ x ];

  /**
    The list without the elements equal to the value.

        remove : a -> [a] -> [a]

    Example: remove 3 [ 1 3 4 3 ] == [ 1 4 ]
  */
  remove = x: filter (y: y != x);

  /**
    The only element for which the predicate holds, or the one default if there is none, the
    other if there are several.

        findSingle : (a -> Bool) -> b -> c -> [a] -> a | b | c

    Example: findSingle (x: x == 2) "none" "many" [ 1 2 ] == 2
  */
  findSingle =
    holds: none: many: list:
    let
      found = filter holds list;
      count = length found;
    in
    if count == 1 then
      head found
    else if count == 0 then
      none
    else
      many;

  /**
    The index of the first element for which the predicate holds, or the default.

        findFirstIndex : (a -> Bool) -> b -> [a] -> Int | b

    Example: findFirstIndex (x: x > 1) null [ 1 2 3 ] == 1
  */
  findFirstIndex =
    holds: default: list:
    let
      # Until it is found, what is carried is the complement of the index looked at.
      found = builtins.foldl' (
        at: x:
        if at >= 0 then
          at
        else if holds x then
          -1 - at
        else
          at - 1
      ) (-1) list;
    in
    if found >= 0 then found else default;

  /**
    The first element for which the predicate holds, or the default.

        findFirst : (a -> Bool) -> b -> [a] -> a | b

    Example: findFirst (x: x > 9) "none" [ 1 2 ] == "none"
  */
  findFirst =
    holds: default: list:
    let
      index = findFirstIndex holds null list;
    in
    if index == null then default else elemAt list index;

  /**
    How many elements the predicate holds for.

        count : (a -> Bool) -> [a] -> Int

    Example: count (x: x == 3) [ 3 2 3 ] == 2
  */
  count = holds: builtins.foldl' (n: x: if holds x then n + 1 else n) 0;

  /**
    A list of the one value if the condition holds, else of none.

        optional : Bool -> a -> [a]

    Example: optional true 1 == [ 1 ]
  */
  optional = condition: x: if condition then [ x ] else [ ];

  /**
    The list if the condition holds, else the empty one.

        optionals : Bool -> [a] -> [a]

    Example: optionals false [ 1 2 ] == [ ]
  */
  optionals = condition: list: if condition then list else [ ];

  /**
    A list as it is; anything else as the list of it.

        toList : a | [a] -> [a]

    Example: toList 1 == [ 1 ]
  */
  toList = x: if isList x then x else [ x ];

  /**
    The integers from one to another, both included.

        range : Int -> Int -> [Int]

    Example: range 2 4 == [ 2 3 4 ]
  */
  range = first: last: if first > last then [ ] else genList (i: first + i) (last - first + 1);

  /**
    A list of one value, so many times.

        replicate : Int -> a -> [a]

    Example: replicate 2 "a" == [ "a" "a" ]
  */
  replicate = n: x: genList (_: x) n;

  /**
    Groups as `groupBy` does, and folds each group.

        groupBy' : (b -> a -> b) -> b -> (a -> String) -> [a] -> { _ : b }

    Example: groupBy' (a: b: a + b) 0 (x: if x > 1 then "more" else "one") [ 1 2 3 ] == { more = 5; one = 1; }
  */
  groupBy' =
    op: start: name: list:
    builtins.mapAttrs (_: foldl op start) (groupBy name list);

  /**
    Joins two lists with a function, element by element, as far as the shorter one goes.

        zipListsWith : (a -> b -> c) -> [a] -> [b] -> [c]

    Example: zipListsWith (a: b: a + b) [ 1 2 3 ] [ 10 20 ] == [ 11 22 ]
  */
  zipListsWith =
    f: xs: ys:
    genList (i: f (elemAt xs i) (elemAt ys i)) (min (length xs) (length ys));

  /**
    The pairs of elements of two lists, as far as the shorter one goes.

        zipLists : [a] -> [b] -> [{ fst : a; snd : b; }]

    Example: zipLists [ 1 ] [ "a" "b" ] == [ { fst = 1; snd = "a"; } ]
  */
  zipLists = zipListsWith (fst: snd: { inherit fst snd; });

  /**
    The list, last element first.

        reverseList : [a] -> [a]

    Example: reverseList [ 1 2 3 ] == [ 3 2 1 ]
  */
  reverseList =
    list:
    let
      count = length list;
    in
    genList (i: elemAt list (count - 1 - i)) count;

  /**
    Goes from the first element to one before it, and so on, until nothing is before it
    (`minimal`) or, if asked to stop at cycles, something visited is (`cycle`).

        listDfs : Bool -> (a -> a -> Bool) -> [a] -> { minimal? : a; cycle? : a; loops? : [a]; visited : [a]; rest : [a]; }

    Example: listDfs true (a: b: a < b) [ 3 1 2 ] == { minimal = 1; visited = [ 3 ]; rest = [ 2 ]; }
  */
  listDfs =
    stopAtCycles: before: list:
    let
      visit =
        here: visited: rest:
        let
          loops = filter (x: before x here) visited;
          next = partition (x: before x here) rest;
        in
        if stopAtCycles && loops != [ ] then
          {
            cycle = here;
            inherit loops visited rest;
          }
        else if next.right == [ ] then
          {
            minimal = here;
            inherit visited rest;
          }
        else
          visit (head next.right) ([ here ] ++ visited) (tail next.right ++ next.wrong);
    in
    visit (head list) [ ] (tail list);

  /**
    The list in an order that agrees with a partial "comes before", or a cycle of it.

        toposort : (a -> a -> Bool) -> [a] -> { result? : [a]; cycle? : [a]; loops? : [a]; }

    Example: toposort (a: b: a < b) [ 3 1 2 ] == { result = [ 1 2 3 ]; }
  */
  toposort =
    before: list:
    let
      first = listDfs true before list;
      others = toposort before (first.visited ++ first.rest);
    in
    if length list < 2 then
      { result = list; }
    else if first ? cycle then
      {
        cycle = reverseList ([ first.cycle ] ++ first.visited);
        inherit (first) loops;
      }
    else if others ? cycle then
      others
    else
      { result = [ first.minimal ] ++ others.result; };

  /**
    The list in the order of what the function gives for each element, asked once for each.

        sortOn : (a -> b) -> [a] -> [a]

    Example: sortOn (x: -x) [ 1 3 2 ] == [ 3 2 1 ]
  */
  sortOn =
    key: list:
    let
      keyed = map (x: [
        (key x)
        x
      ]) list;
    in
    map (pair: elemAt pair 1) (sort (a: b: head a < head b) keyed);

  /**
    Compares two lists by their first elements that differ, then by their lengths.

        compareLists : (a -> a -> Int) -> [a] -> [a] -> Int

    Example: compareLists compare [ 1 2 ] [ 1 3 ] == -1
  */
  compareLists =
    compare: xs: ys:
    let
      ends = length xs;
      other = length ys;
      from =
        i:
        if i == ends then
          if i == other then 0 else -1
        else if i == other then
          1
        else
          let
            order = compare (elemAt xs i) (elemAt ys i);
          in
          if order == 0 then from (i + 1) else order;
    in
    from 0;

  /**
    Strings in the order in which people count: numbers in them are compared as numbers.

        naturalSort : [String] -> [String]

    Example: naturalSort [ "a10" "a9" ] == [ "a9" "a10" ]
  */
  naturalSort =
    let
      parts =
        text:
        map (part: if isList part then lib.strings.toInt (head part) else part) (
          builtins.split "(0|[1-9][0-9]*)" text
        );
    in
    sortOn parts;

  /**
    The first elements, so many, or all if there are fewer.

        take : Int -> [a] -> [a]

    Example: take 2 [ 1 2 3 ] == [ 1 2 ]
  */
  take = sublist 0;

  /**
    The last elements, so many, or all if there are fewer.

        takeEnd : Int -> [a] -> [a]

    Example: takeEnd 2 [ 1 2 3 ] == [ 2 3 ]
  */
  takeEnd = n: list: drop (max 0 (length list - n)) list;

  /**
    The list without its first elements, so many.

        drop : Int -> [a] -> [a]

    Example: drop 2 [ 1 2 3 ] == [ 3 ]
  */
  drop = n: list: sublist n (length list) list;

  /**
    The list without its last elements, so many.

        dropEnd : Int -> [a] -> [a]

    Example: dropEnd 2 [ 1 2 3 ] == [ 1 ]
  */
  dropEnd = n: list: take (max 0 (length list - n)) list;

  /**
    Whether the second list begins with the first.

        hasPrefix : [a] -> [a] -> Bool

    Example: lib.lists.hasPrefix [ 1 ] [ 1 2 ]
  */
  hasPrefix = prefix: list: take (length prefix) list == prefix;

  /**
    What follows the first list at the beginning of the second; an error if it is not there.

        removePrefix : [a] -> [a] -> [a]

    Example: lib.lists.removePrefix [ 1 ] [ 1 2 ] == [ 2 ]
  */
  removePrefix =
    prefix: list:
    if hasPrefix prefix list then
      drop (length prefix) list
    else
      throw "lib.lists.removePrefix: First argument is not a list prefix of the second argument";

  /**
    So many elements from an index on, as far as there are.

        sublist : Int -> Int -> [a] -> [a]

    Example: sublist 1 2 [ "a" "b" "c" "d" ] == [ "b" "c" ]
  */
  sublist =
    start: count: list:
    let
      size = length list;
    in
    genList (i: elemAt list (start + i)) (
      if start >= size then
        0
      else if start + count > size then
        size - start
      else
        count
    );

  /**
    The longest list with which both begin.

        commonPrefix : [a] -> [a] -> [a]

    Example: commonPrefix [ 1 2 3 ] [ 1 2 4 ] == [ 1 2 ]
  */
  commonPrefix =
    xs: ys:
    let
      same = zipListsWith (x: y: x == y) xs ys;
    in
    take (findFirstIndex (equal: !equal) (length same) same) xs;

  /**
    The last element; an error if there is none.

        last : [a] -> a

    Example: last [ 1 2 ] == 2
  */
  last =
    list:
    if list == [ ] then
      throw "lists.last: list must not be empty!"
    else
      elemAt list (length list - 1);

  /**
    All elements but the last; an error if there is none.

        init : [a] -> [a]

    Example: init [ 1 2 3 ] == [ 1 2 ]
  */
  init =
    list:
    if list == [ ] then throw "lists.init: list must not be empty!" else take (length list - 1) list;

  /**
    Applies the function to every choice of one element from each list. `mapCartesianProduct`
    does the same with names.

        crossLists : Any -> [[Any]] -> [Any]

    Example: crossLists (a: b: a + b) [ [ 1 2 ] [ 10 20 ] ] == [ 11 21 12 22 ]
  */
  crossLists = f: foldl (partial: choices: concatMap (f: map f choices) partial) [ f ];

  /**
    The list without what was in it before. Compares each with each: for strings
    `uniqueStrings` is quicker.

        unique : [a] -> [a]

    Example: unique [ 3 1 3 ] == [ 3 1 ]
  */
  unique = builtins.foldl' (seen: x: if elem x seen then seen else seen ++ [ x ]) [ ];

  /**
    The strings of a list, each once, in order of their bytes.

        uniqueStrings : [String] -> [String]

    Example: uniqueStrings [ "b" "a" "b" ] == [ "a" "b" ]
  */
  uniqueStrings = list: builtins.attrNames (groupBy (x: x) list);

  /**
    Whether no element is there twice.

        allUnique : [a] -> Bool

    Example: allUnique [ 1 2 ]
  */
  allUnique = list: length (unique list) == length list;

  /**
    The elements of the second list that are in the first too.

        intersectLists : [a] -> [a] -> [a]

    Example: intersectLists [ 1 2 3 ] [ 3 1 9 ] == [ 3 1 ]
  */
  intersectLists = xs: filter (y: elem y xs);

  /**
    The elements of the second list that are not in the first.

        subtractLists : [a] -> [a] -> [a]

    Example: subtractLists [ 3 2 ] [ 1 2 3 4 ] == [ 1 4 ]
  */
  subtractLists = xs: filter (y: !elem y xs);

  /**
    Whether no element is in both lists.

        mutuallyExclusive : [a] -> [a] -> Bool

    Example: mutuallyExclusive [ 1 2 ] [ 3 ]
  */
  mutuallyExclusive = xs: ys: !any (y: elem y xs) ys;

  /**
    The lists that are the values of a set, one after the other.

        concatAttrValues : { _ : [a] } -> [a]

    Example: concatAttrValues { b = [ 2 ]; a = [ 1 ]; } == [ 1 2 ]
  */
  concatAttrValues = set: concatLists (builtins.attrValues set);

  /**
    The list with another element at an index; an error if there is none.

        replaceElemAt : [a] -> Int -> a -> [a]

    Example: replaceElemAt [ 1 2 3 ] 1 "x" == [ 1 "x" 3 ]
  */
  replaceElemAt =
    list: index: x:
    let
      size = length list;
    in
    if index < 0 || index >= size then
      throw "'lists.replaceElemAt' called with index ${toString index} on a list of size ${toString size}"
    else
      genList (i: if i == index then x else elemAt list i) size;
}
