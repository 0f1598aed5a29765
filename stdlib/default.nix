# `lib`: what descriptions of services are written with. The names and meanings are those of
# nixpkgs' `lib`; the code is our own. One file holds one topic, and is read when one of its
# names is first used; this file says which name is where, and does nothing else.
#
# Every function has a comment right above its binding, which machines read too:
#
#     /**
#       One or two sentences that say what it means.
#
#           name : signature
#
#       Example: an expression that is true
#     */
#
# The signature is on one line, indented by four columns more than the text. Its types:
#
#     Int  Float  Number  String  Path  Bool  Null  Any  Never  OptionType t
#     [t]             a list
#     { k : t; k? : t; ... }   a set with these members, `?` may be missing, `...` and others
#     { _ : t }       a set of any names
#     t | u           one of two; binds more tightly than `->`
#     t -> u          a function
#     a               a type variable: any lower-case name
#
# An example runs to the next empty line or the end of the comment. It sees the names of `lib`
# and, before them, those of its file's topic (of `strings-with-deps.nix`: `stringsWithDeps`).
let
  build =
    f:
    let
      lib = f lib // {
        extend =
          layer:
          build (
            final:
            let
              below = f final;
            in
            below // layer final below
          );
      };
    in
    lib;
in
build (
  lib:
  {
    asserts = import ./asserts.nix lib;
    attrsets = import ./attrsets.nix lib;
    cli = import ./cli.nix lib;
    customisation = import ./customisation.nix lib;
    debug = import ./debug.nix lib;
    derivations = import ./derivations.nix lib;
    fetchers = import ./fetchers.nix lib;
    fileset = import ./fileset.nix lib;
    filesystem = import ./filesystem.nix lib;
    fixedPoints = import ./fixed-points.nix lib;
    flakes = import ./flakes.nix lib;
    generators = import ./generators.nix lib;
    gvariant = import ./gvariant.nix lib;
    kernel = import ./kernel.nix lib;
    licenses = import ./licenses.nix lib;
    lists = import ./lists.nix lib;
    maintainers = import ./maintainers.nix lib;
    meta = import ./meta.nix lib;
    misc = import ./misc.nix lib;
    modules = import ./modules.nix lib;
    network = import ./network.nix lib;
    options = import ./options.nix lib;
    path = import ./path.nix lib;
    sourceTypes = import ./source-types.nix lib;
    sources = import ./sources.nix lib;
    strings = import ./strings.nix lib;
    stringsWithDeps = import ./strings-with-deps.nix lib;
    systems = import ./systems.nix lib;
    teams = import ./teams.nix lib;
    trivial = import ./trivial.nix lib;
    types = import ./types.nix lib;
    versions = import ./versions.nix lib;

    inherit (lib.asserts)
      assertMsg
      assertOneOf
      ;

    inherit (lib.attrsets)
      attrByPath
      attrNames
      attrVals
      attrValues
      attrsToList
      cartesianProduct
      catAttrs
      chooseDevOutputs
      collect
      concatMapAttrs
      dontRecurseIntoAttrs
      filterAttrs
      filterAttrsRecursive
      foldAttrs
      foldlAttrs
      genAttrs
      genAttrs'
      getAttr
      getAttrFromPath
      getAttrs
      getBin
      getDev
      getFirstOutput
      getInclude
      getLib
      getMan
      getOutput
      getStatic
      hasAttr
      hasAttrByPath
      intersectAttrs
      isAttrs
      isDerivation
      listToAttrs
      mapAttrs
      mapAttrs'
      mapAttrsRecursive
      mapAttrsRecursiveCond
      mapAttrsToList
      mapAttrsToListRecursive
      mapAttrsToListRecursiveCond
      mapCartesianProduct
      matchAttrs
      mergeAttrsList
      nameValuePair
      optionalAttrs
      overrideExisting
      recurseIntoAttrs
      recursiveUpdate
      recursiveUpdateUntil
      removeAttrs
      setAttrByPath
      showAttrPath
      toDerivation
      updateManyAttrsByPath
      zipAttrs
      zipAttrsWith
      zipAttrsWithNames
      ;

    inherit (lib.customisation)
      callPackageWith
      callPackagesWith
      extendDerivation
      extendMkDerivation
      hydraJob
      makeOverridable
      makeScope
      makeScopeWithSplicing
      makeScopeWithSplicing'
      mapCrossIndex
      overrideDerivation
      renameCrossIndexFrom
      renameCrossIndexTo
      ;

    inherit (lib.debug)
      addErrorContext
      runTests
      testAllTrue
      trace
      traceFnSeqN
      traceIf
      traceSeq
      traceSeqN
      traceVal
      traceValFn
      traceValSeq
      traceValSeqFn
      traceValSeqN
      traceValSeqNFn
      unsafeGetAttrPos
      ;

    inherit (lib.derivations)
      addDrvOutputDependencies
      lazyDerivation
      optionalDrvAttr
      unsafeDiscardOutputDependency
      warnOnInstantiate
      ;

    inherit (lib.filesystem)
      baseNameOf
      dirOf
      hashFile
      isPath
      packagesFromDirectoryRecursive
      pathIsDirectory
      pathIsRegularFile
      pathType
      readDir
      readFileType
      ;

    inherit (lib.fixedPoints)
      composeExtensions
      composeManyExtensions
      converge
      extends
      fix
      fix'
      makeExtensible
      makeExtensibleWithCustomName
      toExtension
      ;

    inherit (lib.flakes)
      flakeRefToString
      parseFlakeRef
      ;

    inherit (lib.generators)
      mkLuaInline
      ;

    inherit (lib.lists)
      all
      allUnique
      any
      compareLists
      concatAttrValues
      concatLists
      concatMap
      count
      crossLists
      drop
      dropEnd
      elem
      elemAt
      filter
      findFirst
      findSingle
      flatten
      fold
      foldl
      foldl'
      foldr
      forEach
      genList
      groupBy
      groupBy'
      head
      ifilter0
      imap0
      imap1
      init
      intersectLists
      isList
      last
      length
      listDfs
      map
      mutuallyExclusive
      naturalSort
      optional
      optionals
      partition
      range
      remove
      replaceElemAt
      replicate
      reverseList
      singleton
      sort
      sortOn
      sublist
      subtractLists
      tail
      take
      takeEnd
      toList
      toposort
      unique
      uniqueStrings
      zipLists
      zipListsWith
      ;

    inherit (lib.meta)
      addMetaAttrs
      appendToName
      dontDistribute
      getExe
      getExe'
      getLicenseFromSpdxId
      getLicenseFromSpdxIdOr
      hiPrio
      hiPrioSet
      licensesSpdx
      lowPrio
      lowPrioSet
      mapDerivationAttrset
      setName
      setPrio
      updateName
      ;

    inherit (lib.misc)
      checkFlag
      checkReqs
      closePropagation
      condConcat
      defaultMerge
      defaultMergeArg
      fakeHash
      fakeSha256
      fakeSha512
      foldArgs
      getValue
      ifEnable
      imap
      innerClosePropagation
      innerModifySumArgs
      lazyGenericClosure
      maybeAttr
      maybeAttrNullable
      maybeEnv
      mergeAttrBy
      mergeAttrByFunc
      mergeAttrsByFuncDefaults
      mergeAttrsByFuncDefaultsClean
      mergeAttrsConcatenateValues
      mergeAttrsNoOverride
      mergeAttrsWithFunc
      modifySumArgs
      nixType
      nvs
      setAttr
      setAttrMerge
      uniqList
      uniqListExt
      ;

    inherit (lib.modules)
      applyModuleArgsIfFunction
      dischargeProperties
      doRename
      evalModules
      evalOptionValue
      filterOverrides
      fixMergeModules
      fixupOptionType
      mergeDefinitions
      mergeModules
      mergeModules'
      mergeOptionDecls
      mkAfter
      mkAliasAndWrapDefinitions
      mkAliasDefinitions
      mkAliasOptionModule
      mkAliasOptionModuleMD
      mkAssert
      mkBefore
      mkChangedOptionModule
      mkDefault
      mkDefinition
      mkDerivedConfig
      mkFixStrictness
      mkForce
      mkIf
      mkImageMediaOverride
      mkMerge
      mkMergedOptionModule
      mkOptionDefault
      mkOrder
      mkOverride
      mkRemovedOptionModule
      mkRenamedOptionModule
      mkRenamedOptionModuleWith
      mkVMOverride
      pushDownProperties
      setDefaultModuleLocation
      sortProperties
      unifyModuleSyntax
      ;

    inherit (lib.options)
      getFiles
      getValues
      isOption
      literalExpression
      literalMD
      mergeDefaultOption
      mergeEqualOption
      mergeOneOption
      mergeUniqueOption
      mkEnableOption
      mkOption
      mkPackageOption
      mkSinkUndeclaredOptions
      optionAttrSetToDocList
      optionAttrSetToDocList'
      scrubOptionValue
      showFiles
      showOption
      showOptionWithDefLocs
      unknownModule
      ;

    inherit (lib.sources)
      canCleanSource
      cleanSource
      cleanSourceFilter
      cleanSourceWith
      commitIdFromGitRepo
      filterSource
      pathHasContext
      pathIsGitRepo
      repoRevToName
      revOrTag
      sourceByRegex
      sourceFilesBySuffices
      ;

    inherit (lib.strings)
      addContextFrom
      appendContext
      cmakeBool
      cmakeFeature
      cmakeOptionType
      compareVersions
      concatImapStrings
      concatImapStringsSep
      concatLines
      concatMapAttrsStringSep
      concatMapStrings
      concatMapStringsSep
      concatStrings
      concatStringsSep
      enableFeature
      enableFeatureAs
      escape
      escapeRegex
      escapeShellArg
      escapeShellArgs
      escapeURL
      escapeXML
      fileContents
      fixedWidthNumber
      fixedWidthString
      fromJSON
      getName
      getVersion
      hasInfix
      hasPrefix
      hasSuffix
      intersperse
      isInt
      isStorePath
      isString
      isStringLike
      isValidPosixName
      join
      lowerChars
      makeBinPath
      makeIncludePath
      makeLibraryPath
      makeSearchPath
      makeSearchPathOutput
      match
      mesonBool
      mesonEnable
      mesonOption
      nameFromURL
      optionalString
      parseDrvName
      readFile
      removePrefix
      removeSuffix
      replaceString
      replaceStrings
      split
      splitString
      splitStringBy
      stringAsChars
      stringLength
      stringToCharacters
      substring
      toCamelCase
      toInt
      toIntBase10
      toJSON
      toLower
      toSentenceCase
      toShellVar
      toShellVars
      toUpper
      trim
      trimWith
      typeOf
      unsafeDiscardStringContext
      upperChars
      versionAtLeast
      versionOlder
      withFeature
      withFeatureAs
      ;

    inherit (lib.stringsWithDeps)
      fullDepEntry
      noDepEntry
      packEntry
      stringAfter
      textClosureList
      textClosureMap
      ;

    inherit (lib.trivial)
      add
      and
      bitAnd
      bitNot
      bitOr
      bitXor
      boolToString
      boolToYesNo
      ceil
      checkListOfEnum
      compare
      concat
      const
      deepSeq
      defaultTo
      div
      flip
      floor
      fromHexString
      functionArgs
      genericClosure
      id
      importJSON
      importTOML
      inNixShell
      inPureEvalMode
      info
      isBool
      isFloat
      isFunction
      isInOldestRelease
      lessThan
      mapNullable
      max
      mergeAttrs
      min
      mirrorFunctionArgs
      mod
      mul
      nixpkgsVersion
      oldestSupportedReleaseIsAtLeast
      "or"
      pathExists
      pipe
      seq
      setFunctionArgs
      showWarnings
      splitByAndCompare
      sub
      throwIf
      throwIfNot
      toBaseDigits
      toFunction
      toHexString
      version
      warn
      warnIf
      warnIfNot
      xor
      ;

    inherit (lib.types)
      defaultFunctor
      defaultTypeMerge
      isOptionType
      isType
      mkOptionType
      setType
      ;

    inherit (lib.versions)
      splitVersion
      ;

    inherit (lib.network.ipv6) mkEUI64Suffix;
    platforms = lib.systems.doubles;

    inherit (builtins)
      convertHash
      fromTOML
      getContext
      hasContext
      hashString
      placeholder
      toFile
      toString
      toXML
      tryEval
      ;
  }
)
