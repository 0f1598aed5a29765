# Path values and subpaths: strings such as `./a/b`, which say where something is below a path.
lib:
let
  inherit (builtins)
    filter
    genList
    isPath
    isString
    length
    match
    substring
    typeOf
    ;
  inherit (lib.asserts) assertMsg;
  inherit (lib.lists) drop take;
  inherit (lib.strings) splitString;

  # Why a value is no subpath, or null.
  flaw =
    value:
    if !isString value then
      "The given value is of type ${typeOf value}, but a string was expected"
    else if value == "" then
      "The given string is empty"
    else if substring 0 1 value == "/" then
      ''The given string "${value}" starts with a `/`, representing an absolute path''
    else if match "(.*/)?\\.\\.(/.*)?" value != null then
      ''The given string "${value}" contains a `..` component, which is not allowed in subpaths''
    else
      null;

  assertSubpath =
    what: value:
    assertMsg (flaw value == null) "lib.path.${what} is not a valid subpath string:\n    ${flaw value}";

  assertPath =
    what: value: end:
    assertMsg (isPath value) "lib.path.${what} is of type ${typeOf value}, but a path was expected${end}";

  parts = text: filter (part: part != "" && part != ".") (splitString "/" text);
  joined = components: "./${if components == [ ] then "." else builtins.concatStringsSep "/" components}";

  # The root of a path, and the names that lead from it to the path.
  takenApart =
    path:
    let
      up =
        components: base:
        if base == dirOf base then
          {
            root = base;
            inherit components;
          }
        else
          up ([ (baseNameOf base) ] ++ components) (dirOf base);
    in
    up [ ] path;

  sameRoot =
    function: first: second:
    assertMsg (first.root == second.root)
      "lib.path.${function}: the paths have different roots, `${toString first.root}` and `${toString second.root}`";
in
{
  /**
    The path of what is at the subpath below a path.

        append : Path -> String -> Path

    Example: append /srv "a//b" == /srv/a/b
  */
  append =
    path: subpath:
    assert assertPath "append: The first argument" path "";
    assert assertSubpath "append: Second argument" subpath;
    path + "/${subpath}";

  /**
    Whether the second path is the first or below it.

        hasPrefix : Path -> Path -> Bool

    Example: lib.path.hasPrefix /a /a/b
  */
  hasPrefix =
    path:
    assert assertPath "hasPrefix: First argument" path "";
    let
      first = takenApart path;
      count = length first.components;
    in
    other:
    assert assertPath "hasPrefix: Second argument" other "";
    let
      second = takenApart other;
    in
    assert sameRoot "hasPrefix" first second;
    take count second.components == first.components;

  /**
    Where the second path is below the first, as a subpath; an error if it is not.

        removePrefix : Path -> Path -> String

    Example: lib.path.removePrefix /a /a/b == "./b"
  */
  removePrefix =
    path:
    assert assertPath "removePrefix: First argument" path ".";
    let
      first = takenApart path;
      count = length first.components;
    in
    other:
    assert assertPath "removePrefix: Second argument" other ".";
    let
      second = takenApart other;
    in
    assert sameRoot "removePrefix" first second;
    if take count second.components == first.components then
      joined (drop count second.components)
    else
      throw ''lib.path.removePrefix: The first path argument "${toString path}" is not a component-wise prefix of the second path argument "${toString other}".'';

  /**
    The root of a path, and where the path is below it.

        splitRoot : Path -> { root : Path; subpath : String; }

    Example: splitRoot /a/b == { root = /.; subpath = "./a/b"; }
  */
  splitRoot =
    path:
    assert assertPath "splitRoot: Argument" path "";
    let
      apart = takenApart path;
    in
    {
      inherit (apart) root;
      subpath = joined apart.components;
    };

  /**
    Whether a path is something in the store or below it.

        hasStorePathPrefix : Path -> Bool

    Example: !hasStorePathPrefix /srv
  */
  hasStorePathPrefix =
    path:
    assert assertPath "hasStorePathPrefix: Argument" path "";
    let
      store = parts builtins.storeDir;
      count = length store;
      inherit (takenApart path) components;
    in
    length components > count
    && take count components == store
    && match "[0-9a-df-np-sv-z]{32}-.+" (builtins.elemAt components count) != null;

  subpath = {
    /**
      Whether the value is a subpath: a string that is not empty, not absolute and has no `..`.

          isValid : Any -> Bool

      Example: subpath.isValid "./a/b"
    */
    isValid = value: flaw value == null;

    /**
      The subpath that leads along all the subpaths.

          join : [String] -> String

      Example: subpath.join [ "a" "b/c" ] == "./a/b/c"
    */
    join =
      subpaths:
      let
        checked =
          i:
          let
            value = builtins.elemAt subpaths i;
          in
          assert assertSubpath "subpath.join: Element at index ${toString i}" value;
          parts value;
      in
      joined (builtins.concatLists (genList checked (length subpaths)));

    /**
      The subpath in its one shortest form, beginning with `./`.

          normalise : String -> String

      Example: subpath.normalise "a//b/." == "./a/b"
    */
    normalise =
      value:
      assert assertSubpath "subpath.normalise: Argument" value;
      joined (parts value);

    /**
      The names along a subpath.

          components : String -> [String]

      Example: subpath.components "./a/b" == [ "a" "b" ]
    */
    components =
      value:
      assert assertSubpath "subpath.components: Argument" value;
      parts value;
  };
}
