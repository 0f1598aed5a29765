# Sets of files: made from paths, combined, and turned into sources. A set is held as the
# paths of its files by their names, with a control character for each slash, so that the order
# of the names is that of the folders.
lib:
let
  inherit (builtins)
    attrNames
    attrValues
    foldl'
    intersectAttrs
    isBool
    isFunction
    isList
    isPath
    pathExists
    readDir
    readFileType
    replaceStrings
    toJSON
    typeOf
    ;
  inherit (lib.strings) hasPrefix hasSuffix isStringLike;

  slash = builtins.fromJSON "\"\\u0001\"";
  key = path: replaceStrings [ "/" ] [ slash ] (toString path);
  below = folder: if folder == /. then key folder else key folder + slash;

  make = files: empty // { _files = files; };
  isSet = value: value._type or null == "fileset";

  # All files at and below a path for which the predicate holds.
  found =
    keeps: path: kind:
    let
      inside =
        folder:
        lib.attrsets.concatMapAttrs (
          name: kind:
          let
            member = folder + "/${name}";
          in
          if !keeps name member kind then
            { }
          else if kind == "directory" then
            inside member
          else
            { ${key member} = member; }
        ) (readDir folder);
    in
    if kind == "directory" then
      inside path
    else if keeps (baseNameOf path) path kind then
      { ${key path} = path; }
    else
      { };
  allFound = path: found (_: _: _: true) path (readFileType path);

  # The files of what is given as the argument that the words name.
  filesOf =
    words: value:
    if isSet value then
      value._files or { }
    else if isStringLike value && !isPath value then
      throw "lib.fileset.${words} (${toJSON value}) is a string-like value, but it should be a file set or a path instead.\n    Paths represented as strings are not supported by `lib.fileset`, use `lib.sources` or derivations instead."
    else if !isPath value then
      throw "lib.fileset.${words} is of type ${typeOf value}, but it should be a file set or a path instead."
    else if !pathExists value then
      throw "lib.fileset.${words} (${toString value}) is a path that does not exist.\n    To create a file set from a path that may not exist, use `lib.fileset.maybeMissing`."
    else
      allFound value;

  # The path that is given, or an error.
  mustBePath =
    words: value:
    if isPath value then
      value
    else if isStringLike value then
      throw "lib.fileset.${words} (${toJSON value}) is a string-like value, but it should be a path instead."
    else
      throw "lib.fileset.${words} is of type ${typeOf value}, but it should be a path instead.";

  mustExist =
    words: path:
    if pathExists path then
      path
    else
      throw "lib.fileset.${words} (${toString path}) is a path that does not exist.";

  # What git has of a folder, as paths in the folder itself.
  tracked =
    options: folder:
    let
      copy = (builtins.fetchGit ({ url = folder; } // options)).outPath;
      keeps =
        _: path: _:
        pathExists "${copy}${lib.strings.removePrefix (toString folder) (toString path)}";
    in
    make (found keeps folder "directory");

  noEval = throw ''
    lib.fileset: Directly evaluating a file set is not supported.
      To turn it into a usable source, use `lib.fileset.toSource`.
      To pretty-print the contents, use `lib.fileset.trace` or `lib.fileset.traceVal`.'';

  empty = {
    _type = "fileset";
    _internalVersion = 3;
    _internalIsEmptyWithoutBase = true;
    _noEval = noEval;
  };
in
rec {
  # The set of no files.
  inherit empty;

  /**
    Whether the value is a file set, or a path that is there.

        isFileset : Any -> Bool

    Example: fileset.isFileset fileset.empty
  */
  isFileset = value: isSet value || (isPath value && pathExists value);

  /**
    The set of the file at a path, or of all in the folder there; of none if nothing is there.

        maybeMissing : Path -> { _type : String; ... }

    Example: fileset.toList (fileset.maybeMissing /missing) == [ ]
  */
  maybeMissing =
    path:
    let
      checked = mustBePath "maybeMissing: Argument" path;
    in
    if pathExists checked then make (allFound checked) else empty;

  /**
    The files of a set, in the order of their folders.

        toList : { _type : String; ... } | Path -> [Path]

    Example: fileset.toList fileset.empty == [ ]
  */
  toList = set: attrValues (filesOf "toList: Argument" set);

  /**
    The files in either set.

        union : { _type : String; ... } | Path -> { _type : String; ... } | Path -> { _type : String; ... }

    Example: fileset.toList (fileset.union fileset.empty fileset.empty) == [ ]
  */
  union =
    x: y:
    let
      first = filesOf "union: First argument" x;
    in
    builtins.seq first (make (first // filesOf "union: Second argument" y));

  /**
    The files in any of the sets.

        unions : [{ _type : String; ... } | Path] -> { _type : String; ... }

    Example: fileset.toList (fileset.unions [ ]) == [ ]
  */
  unions =
    sets:
    let
      parts = lib.lists.imap0 (i: filesOf "unions: Element ${toString i}") sets;
    in
    if isList sets then
      make (foldl' (files: part: files // part) { } parts)
    else
      throw "lib.fileset.unions: Argument is of type ${typeOf sets}, but it should be a list instead.";

  /**
    The files in both sets.

        intersection : { _type : String; ... } | Path -> { _type : String; ... } | Path -> { _type : String; ... }

    Example: fileset.toList (fileset.intersection fileset.empty fileset.empty) == [ ]
  */
  intersection =
    x: y:
    let
      first = filesOf "intersection: First argument" x;
    in
    builtins.seq first (make (intersectAttrs (filesOf "intersection: Second argument" y) first));

  /**
    The files in the first set that are not in the second.

        difference : { _type : String; ... } | Path -> { _type : String; ... } | Path -> { _type : String; ... }

    Example: fileset.toList (fileset.difference fileset.empty fileset.empty) == [ ]
  */
  difference =
    x: y:
    let
      first = filesOf "difference: First argument (positive set)" x;
      second = filesOf "difference: Second argument (negative set)" y;
    in
    builtins.seq first (make (removeAttrs first (attrNames second)));

  /**
    The files in a folder for which the predicate holds; it is asked about the name, the kind
    and, by `hasExt`, the extension.

        fileFilter : ({ name : String; type : String; hasExt : String -> Bool; ... } -> Bool) -> Path -> { _type : String; ... }

    Example: isFunction fileset.fileFilter
  */
  fileFilter =
    holds: path:
    let
      folder =
        if !isFunction holds then
          throw "lib.fileset.fileFilter: First argument is of type ${typeOf holds}, but it should be a function instead."
        else if isSet path then
          throw "lib.fileset.fileFilter: Second argument is a file set, but it should be a path instead.\n    If you need to filter files in a file set, use `intersection fileset (fileFilter pred ./.)` instead."
        else
          mustExist "fileFilter: Second argument" (mustBePath "fileFilter: Second argument" path);
      keeps =
        name: _: kind:
        kind == "directory"
        || holds {
          inherit name;
          type = kind;
          hasExt = extension: hasSuffix ".${extension}" name;
        };
    in
    make (found keeps folder (readFileType folder));

  /**
    The files that a source has.

        fromSource : Any -> { _type : String; ... }

    Example: isFunction fileset.fromSource
  */
  fromSource =
    source:
    let
      filtered = source._isLibCleanSourceWith or false;
      origin = if filtered then source.origSrc else source;
      keeps =
        _: path: kind:
        !filtered || source.filter (toString path) kind;
    in
    if isStringLike origin && !isPath origin then
      throw "lib.fileset.fromSource: The source origin of the argument is a string-like value (${toJSON origin}), but it should be a path instead.\n    Sources created from paths in strings cannot be turned into file sets, use `lib.sources` or derivations instead."
    else if !isPath origin then
      throw "lib.fileset.fromSource: The source origin of the argument is of type ${typeOf origin}, but it should be a path instead."
    else if !pathExists origin then
      throw "lib.fileset.fromSource: The source origin (${toString origin}) of the argument is a path that does not exist."
    else
      make (found keeps origin (readFileType origin));

  /**
    The source of the files of a set, all below a folder.

        toSource : { root : Path; fileset : { _type : String; ... } | Path; } -> { outPath : String; ... }

    Example: isFunction fileset.toSource
  */
  toSource =
    { root, fileset }:
    let
      files = filesOf "toSource: `fileset`" fileset;
      names = attrNames files;
      outside = builtins.filter (name: !hasPrefix (below root) name) names;
      keeps =
        path: kind:
        if kind == "directory" then
          builtins.any (hasPrefix (key path + slash)) names
        else
          files ? ${key path};
    in
    if isStringLike root && !isPath root then
      throw "lib.fileset.toSource: `root` (${toString root}) is a string-like value, but it should be a path instead.\n    Paths in strings are not supported by `lib.fileset`, use `lib.sources` or derivations instead."
    else if !isPath root then
      throw "lib.fileset.toSource: `root` is of type ${typeOf root}, but it should be a path instead."
    else if !pathExists root then
      throw "lib.fileset.toSource: `root` (${toString root}) is a path that does not exist."
    else if readFileType root != "directory" then
      throw "lib.fileset.toSource: `root` (${toString root}) is a file, but it should be a directory instead."
    else if outside != [ ] then
      throw "lib.fileset.toSource: `fileset` holds ${toString files.${builtins.head outside}}, which is not below `root` (${toString root})."
    else
      lib.sources.cleanSourceWith {
        name = "source";
        src = root;
        filter = keeps;
      };

  /**
    The files that git tracks in a folder.

        gitTracked : Path -> { _type : String; ... }

    Example: isFunction fileset.gitTracked
  */
  gitTracked =
    path:
    if isPath path then
      tracked { } path
    else
      throw "lib.fileset.gitTracked: Expected the argument to be a path, but it's a ${typeOf path} instead.";

  /**
    As `gitTracked`, with the files of submodules too, if so asked.

        gitTrackedWith : { recurseSubmodules? : Bool; } -> Path -> { _type : String; ... }

    Example: isFunction fileset.gitTrackedWith
  */
  gitTrackedWith =
    {
      recurseSubmodules ? false,
    }:
    path:
    if !isBool recurseSubmodules then
      throw "lib.fileset.gitTrackedWith: Expected the attribute `recurseSubmodules` of the first argument to be a boolean, but it's a ${typeOf recurseSubmodules} instead."
    else if !isPath path then
      throw "lib.fileset.gitTrackedWith: Expected the second argument to be a path, but it's a ${typeOf path} instead."
    else
      tracked (lib.attrsets.optionalAttrs recurseSubmodules { submodules = true; }) path;

  /**
    Gives the second value, after showing the files of the set.

        trace : { _type : String; ... } | Path -> a -> a

    Example: isFunction fileset.trace
  */
  trace =
    set: value:
    let
      files = filesOf "trace: Argument" set;
      list = lib.strings.concatMapStringsSep "\n" toString (attrValues files);
      shown = if files == { } then "(empty)" else list;
    in
    builtins.trace shown value;

  /**
    Gives the set, after showing its files.

        traceVal : { _type : String; ... } | Path -> { _type : String; ... } | Path

    Example: isFunction fileset.traceVal
  */
  traceVal =
    set: builtins.seq (filesOf "traceVal: Argument" set) (trace set set);
}
