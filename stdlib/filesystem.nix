# Files and folders: what is there, and looking for it.
lib:
let
  inherit (builtins)
    attrNames
    concatLists
    filter
    map
    mapAttrs
    match
    pathExists
    readDir
    ;
  inherit (lib.attrsets) filterAttrs mapAttrsToList;
  inherit (lib.strings) hasSuffix removeSuffix;
in
rec {
  /**
    Whether the value is a path.

        isPath : Any -> Bool

    Example: isPath /srv
  */
  isPath = builtins.isPath;

  /**
    The last part of a path.

        baseNameOf : Path | String -> String

    Example: baseNameOf "/a/b" == "b"
  */
  baseNameOf = builtins.baseNameOf;

  /**
    The path without its last part.

        dirOf : Path | String -> Path | String

    Example: dirOf "/a/b" == "/a"
  */
  dirOf = builtins.dirOf;

  /**
    The members of a folder with their kinds: `"regular"`, `"directory"`, `"symlink"`, `"unknown"`.

        readDir : Path | String -> { _ : String }

    Example: isFunction readDir
  */
  readDir = builtins.readDir;

  /**
    The hash of a file, in the kind named.

        hashFile : String -> Path | String -> String

    Example: isFunction hashFile
  */
  hashFile = builtins.hashFile;

  /**
    The kind of what is at the path, as `readDir` says it; an error if nothing is.

        readFileType : Path | String -> String

    Example: readFileType /. == "directory"
  */
  readFileType = builtins.readFileType;

  /**
    An older name of `readFileType`.

        pathType : Path | String -> String

    Example: pathType /. == "directory"
  */
  pathType = builtins.readFileType;

  /**
    Whether there is a folder at the path.

        pathIsDirectory : Path | String -> Bool

    Example: pathIsDirectory /.
  */
  pathIsDirectory = path: pathExists path && readFileType path == "directory";

  /**
    Whether there is a file at the path.

        pathIsRegularFile : Path | String -> Bool

    Example: !pathIsRegularFile /.
  */
  pathIsRegularFile = path: pathExists path && readFileType path == "regular";

  /**
    All files in a folder and the folders in it.

        listFilesRecursive : Path -> [Path]

    Example: isFunction listFilesRecursive
  */
  listFilesRecursive =
    folder:
    let
      inside =
        name: kind:
        if kind == "directory" then listFilesRecursive (folder + "/${name}") else [ (folder + "/${name}") ];
    in
    concatLists (mapAttrsToList inside (readDir folder));

  /**
    The folders in a folder that hold a Cabal file of their own name.

        haskellPathsInDir : Path -> { _ : Path }

    Example: isFunction haskellPathsInDir
  */
  haskellPathsInDir =
    folder:
    let
      isPackage =
        name: kind: kind == "directory" && pathExists (folder + "/${name}/${name}.cabal");
    in
    mapAttrs (name: _: folder + "/${name}") (filterAttrs isPackage (readDir folder));

  /**
    The nearest folder upwards from a path that has members whose names match a regular
    expression, with the groups of each match, or null.

        locateDominatingFile : String -> Path -> { path : Path; matches : [[String | Null]]; } | Null

    Example: isFunction locateDominatingFile
  */
  locateDominatingFile =
    pattern: path:
    let
      up =
        folder:
        let
          names = attrNames (readDir folder);
          matches = filter (groups: groups != null) (map (match pattern) names);
        in
        if matches != [ ] then
          {
            path = folder;
            inherit matches;
          }
        else if folder == dirOf folder then
          null
        else
          up (dirOf folder);
      kind = (readDir (dirOf path)).${baseNameOf path} or null;
    in
    up (if kind == "directory" then path else dirOf path);

  /**
    The file that `import` reads for a path: `default.nix` in a folder.

        resolveDefaultNix : Path | String -> Path | String

    Example: resolveDefaultNix "/missing/" == "/missing/default.nix"
  */
  resolveDefaultNix =
    path:
    if pathIsDirectory path then
      path + "/default.nix"
    else if builtins.isString path && hasSuffix "/" path then
      path + "default.nix"
    else
      path;

  /**
    The packages of a folder: each file in Nix, and each folder with a `package.nix`, called;
    other folders are sets of packages, and scopes if `newScope` is given.

        packagesFromDirectoryRecursive : { callPackage : Any -> { _ : Any } -> Any; newScope? : { _ : Any } -> Any -> Any; directory : Path; } -> Any

    Example: isFunction packagesFromDirectoryRecursive
  */
  packagesFromDirectoryRecursive =
    {
      callPackage,
      newScope ? null,
      directory,
    }:
    let
      single = directory + "/package.nix";
      member =
        call: name: kind:
        let
          path = directory + "/${name}";
        in
        if kind == "directory" then
          [
            {
              inherit name;
              value = packagesFromDirectoryRecursive (call // { directory = path; });
            }
          ]
        else if kind == "regular" && hasSuffix ".nix" name then
          [
            {
              name = removeSuffix ".nix" name;
              value = call.callPackage path { };
            }
          ]
        else
          [ ];
      members =
        call: builtins.listToAttrs (concatLists (mapAttrsToList (member call) (readDir directory)));
      scope = lib.customisation.makeScope newScope (
        self: members { inherit (self) callPackage newScope; }
      );
    in
    if pathExists single then
      callPackage single { }
    else if newScope == null then
      members { inherit callPackage; }
    else
      lib.attrsets.recurseIntoAttrs scope;
}
