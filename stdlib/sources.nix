# Folders as sources: which of their files count, and names for what comes from a repository.
lib:
let
  inherit (builtins)
    any
    concatStringsSep
    elem
    head
    length
    map
    match
    ;
  inherit (lib.filesystem) pathIsDirectory pathIsRegularFile;
  inherit (lib.lists) genList last take;
  inherit (lib.strings)
    fileContents
    hasPrefix
    hasSuffix
    removePrefix
    removeSuffix
    splitString
    ;

  all = _: _: true;

  # What is filtered, by what, under which name; a plain path is filtered by nothing.
  parts =
    source:
    if source._isLibCleanSourceWith or false then
      source
    else
      {
        origSrc = source;
        filter = all;
        name = "source";
      };

  # Where a path is below the folder of a source.
  below = source: path: removePrefix "${toString (parts source).origSrc}/" (toString path);

  # The regular expression of a part of a glob: `*` stays within one name, `**` does not.
  globbed =
    let
      special = lib.strings.stringToCharacters "\\[{()^$+|.";
    in
    lib.strings.replaceStrings (
      [
        "**"
        "*"
        "?"
      ]
      ++ special
    ) (
      [
        ".*"
        "[^/]*"
        "[^/]"
      ]
      ++ map (c: "\\${c}") special
    );

  archive = "(.*)\\.(7z|bz2|git|gz|iso|lz|lzma|rar|tar|tbz|tbz2|tgz|txz|tzst|xz|zip|zst)";

  # The commit of a `.git` folder, or of the file that stands for one, or null.
  commit =
    git: reference:
    let
      link = match "gitdir: (.*)" (fileContents git);
      target = head link;
      packed = match ".*([0-9a-f]{40}) ${lib.strings.escapeRegex reference}\n.*" (
        builtins.readFile (git + "/packed-refs")
      );
      content = fileContents (git + "/${reference}");
      further = match "ref: (.*)" content;
    in
    if pathIsRegularFile git && link != null then
      commit (if hasPrefix "/" target then /. + target else dirOf git + "/${target}") reference
    else if !pathIsDirectory git then
      null
    else if pathIsRegularFile (git + "/${reference}") then
      if further == null then content else commit git (head further)
    else if pathIsRegularFile (git + "/packed-refs") && packed != null then
      head packed
    else if pathIsRegularFile (git + "/commondir") then
      commit (git + "/${fileContents (git + "/commondir")}") reference
    else
      null;
in
rec {
  /**
    A folder in the store with the files for which the predicate holds.

        filterSource : (String -> String -> Bool) -> Path -> String

    Example: isFunction filterSource
  */
  filterSource = builtins.filterSource;

  /**
    Whether a string is tied to store paths.

        pathHasContext : String -> Bool

    Example: !pathHasContext "plain"
  */
  pathHasContext = builtins.hasContext;

  /**
    Whether `cleanSourceWith` can filter the value.

        canCleanSource : Any -> Bool

    Example: canCleanSource /srv
  */
  canCleanSource = source: source ? _isLibCleanSourceWith || !pathHasContext (toString source);

  /**
    Whether a file belongs to a source: not what version control, editors and builds leave.

        cleanSourceFilter : Path | String -> String -> Bool

    Example: !cleanSourceFilter "/r/.git" "directory"
  */
  cleanSourceFilter =
    path: kind:
    let
      name = baseNameOf (toString path);
      versioned = [
        ".svn"
        "CVS"
        ".hg"
        "_darcs"
        ".jj"
        ".pijul"
      ];
    in
    !(
      name == ".git"
      || (kind == "directory" && elem name versioned)
      || hasSuffix "~" name
      || match "\\.(.*\\.)?sw[a-z]" name != null
      || hasSuffix ".o" name
      || hasSuffix ".so" name
      || (kind == "symlink" && hasPrefix "result" name)
      || kind == "unknown"
    );

  /**
    The source with only those files for which the predicate holds, besides those that its own
    filter leaves out.

        cleanSourceWith : { src : Any; filter? : String -> String -> Bool; name? : String | Null; } -> { origSrc : Any; filter : String -> String -> Bool; name : String; outPath : String; ... }

    Example: (cleanSourceWith { src = /srv; name = "n"; }).name == "n"
  */
  cleanSourceWith =
    {
      filter ? all,
      src,
      name ? null,
    }:
    let
      inner = parts src;
      self = {
        _isLibCleanSourceWith = true;
        inherit (inner) origSrc;
        filter = path: kind: filter path kind && inner.filter path kind;
        name = if name == null then inner.name else name;
        outPath = builtins.path {
          inherit (self) filter name;
          path = self.origSrc;
        };
      };
    in
    self;

  /**
    The source without what version control, editors and builds leave.

        cleanSource : Any -> { outPath : String; ... }

    Example: (cleanSource /srv).name == "source"
  */
  cleanSource =
    src:
    cleanSourceWith {
      filter = cleanSourceFilter;
      inherit src;
    };

  /**
    The source with the files whose paths below it match a regular expression.

        sourceByRegex : Any -> [String] -> { outPath : String; ... }

    Example: (sourceByRegex /srv [ "a.*" ]).filter "/srv/ab" "regular"
  */
  sourceByRegex =
    src: expressions:
    cleanSourceWith {
      filter = path: _: any (expression: match expression (below src path) != null) expressions;
      inherit src;
    };

  /**
    The source with the files whose paths below it fit a pattern, in which `*` stands for any
    part of a name and `**` for any part of a path.

        sourceByGlobs : Any -> [String] -> { outPath : String; ... }

    Example: (sourceByGlobs /srv [ "*.nix" ]).filter "/srv/a.nix" "regular"
  */
  sourceByGlobs =
    src: globs:
    let
      exact = map globbed globs;
      # The folders on the way to a file that could fit.
      folders = lib.lists.concatMap (
        glob:
        let
          names = splitString "/" glob;
        in
        genList (i: globbed (concatStringsSep "/" (take (i + 1) names))) (length names)
      ) globs;
      fits = path: any (expression: match expression (below src path) != null);
    in
    cleanSourceWith {
      filter = path: kind: fits path (if kind == "directory" then folders else exact);
      inherit src;
    };

  /**
    The source with the files whose names end so, and all folders.

        sourceFilesBySuffices : Any -> [String] -> { outPath : String; ... }

    Example: (sourceFilesBySuffices /srv [ ".nix" ]).filter "/srv/a.nix" "regular"
  */
  sourceFilesBySuffices =
    src: suffixes:
    cleanSourceWith {
      filter =
        path: kind:
        kind == "directory" || any (suffix: hasSuffix suffix (baseNameOf path)) suffixes;
      inherit src;
    };

  /**
    The source, showing what its filter says of each file.

        trace : Any -> { outPath : String; ... }

    Example: (lib.sources.trace /srv).name == "source"
  */
  trace =
    src:
    let
      inner = parts src;
    in
    cleanSourceWith {
      src = inner.origSrc;
      inherit (inner) name;
      filter =
        path: kind:
        let
          kept = inner.filter path kind;
        in
        builtins.trace "${inner.name}.filter ${path} = ${lib.trivial.boolToString kept}" kept;
    };

  /**
    Whether there is a repository of git at the path.

        pathIsGitRepo : Path -> Bool

    Example: !pathIsGitRepo /missing
  */
  pathIsGitRepo = path: commit path "HEAD" != null;

  /**
    The commit that a repository of git is at; an error if there is none.

        commitIdFromGitRepo : Path -> String

    Example: isFunction commitIdFromGitRepo
  */
  commitIdFromGitRepo =
    path:
    let
      found = commit path "HEAD";
    in
    if found == null then throw "Not a .git directory: ${toString path}" else found;

  /**
    The tag, else the revision, else `"HEAD"`.

        revOrTag : String | Null -> String | Null -> String

    Example: revOrTag "r" null == "r"
  */
  revOrTag =
    revision: tag:
    if tag != null then
      tag
    else if revision != null then
      revision
    else
      "HEAD";

  /**
    A short form of a revision: the start of a commit, or the version in a tag.

        shortRev : String -> String

    Example: shortRev "refs/tags/v2.0" == "2.0"
  */
  shortRev =
    revision:
    let
      name = baseNameOf revision;
      version = match "[^0-9]*([0-9].*)" name;
    in
    if match "[0-9a-f]+" name != null then
      builtins.substring 0 7 name
    else if version != null then
      head version
    else
      name;

  /**
    The name of what a URL leads to.

        urlToName : String -> String

    Example: urlToName "https://h/x.tar.gz" == "x"
  */
  urlToName =
    url:
    let
      stripped =
        name:
        let
          found = match archive name;
        in
        if found == null then name else stripped (head found);
    in
    stripped (baseNameOf (removeSuffix "/" (last (splitString ":" (toString url)))));

  /**
    A name for what was fetched from a repository: `"source"`, or with the repository's name
    and revision, or all that is known.

        repoRevToName : String -> String -> String | Null -> String | Null -> String

    Example: repoRevToName "versioned" "https://h/repo.git" "v1.0" null == "repo-1.0-source"
  */
  repoRevToName =
    kind: repository: revision: suffix:
    let
      part = text: if text == null then "" else "-${text}";
      versioned = "${urlToName repository}${part (lib.trivial.mapNullable shortRev revision)}";
    in
    if kind == "source" then
      "source"
    else if kind == "versioned" then
      "${versioned}-source"
    else if kind == "full" then
      "${versioned}${part suffix}-source"
    else
      throw "repoRevToName: invalid kind";
}
