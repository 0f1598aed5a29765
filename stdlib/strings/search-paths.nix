# Lists of folders as programs read them from their environment, with colons between.
lib:
let
  inherit (builtins) map;
in
rec {
  /**
    A folder of each path, nulls left out, with colons between.

        makeSearchPath : String -> [Any] -> String

    Example: makeSearchPath "bin" [ "/a" null "/b" ] == "/a/bin:/b/bin"
  */
  makeSearchPath =
    folder: paths:
    builtins.concatStringsSep ":" (
      map (path: path + "/" + folder) (builtins.filter (path: path != null) paths)
    );

  /**
    A folder of an output of each package, with colons between.

        makeSearchPathOutput : String -> String -> [Any] -> String

    Example: makeSearchPathOutput "doc" "share" [ { out = "/o"; doc = "/d"; } ] == "/d/share"
  */
  makeSearchPathOutput =
    output: folder: packages:
    makeSearchPath folder (map (lib.attrsets.getOutput output) packages);

  /**
    Where the libraries of packages are.

        makeLibraryPath : [Any] -> String

    Example: makeLibraryPath [ "/usr" ] == "/usr/lib"
  */
  makeLibraryPath = makeSearchPathOutput "lib" "lib";

  /**
    Where the header files of packages are.

        makeIncludePath : [Any] -> String

    Example: makeIncludePath [ "/usr" ] == "/usr/include"
  */
  makeIncludePath = makeSearchPathOutput "dev" "include";

  /**
    Where the programs of packages are.

        makeBinPath : [Any] -> String

    Example: makeBinPath [ "/usr" ] == "/usr/bin"
  */
  makeBinPath = makeSearchPathOutput "bin" "bin";

  /**
    The path with one slash wherever several follow each other.

        normalizePath : String -> String

    Example: normalizePath "/a//b" == "/a/b"
  */
  normalizePath =
    path:
    builtins.concatStringsSep "" (
      map (part: if builtins.isList part then "/" else part) (builtins.split "/+" path)
    );
}
