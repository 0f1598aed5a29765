# Option types. Those that a configuration consists of are natives; those that are rare, or
# that are others with a check of their own, are made of them here.
lib:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    foldl'
    head
    isAttrs
    isBool
    isInt
    isList
    isPath
    isString
    length
    map
    mapAttrs
    tail
    typeOf
    ;
  inherit (lib.options)
    mergeEqualOption
    mergeOneOption
    showDefs
    showOption
    ;

  native = __fedic.types;

  # What a check makes of the heads of definitions, for the second protocol of merging.
  refusal =
    check: defs:
    let
      refused = filter (def: !check def.value) defs;
    in
    if refused == [ ] then null else { message = "Definition values: ${showDefs refused}"; };

  # A type with a narrower check and other words, over one that has no parts.
  narrowed = type: words: check: addCheck type check // words;

  # Words for bounds, numbers as they are written.
  bounds = lowest: highest: "${builtins.toJSON lowest} and ${builtins.toJSON highest} (both inclusive)";
  ordered =
    name: lowest: highest: value:
    if lowest <= highest then value else throw "${name}: lowest must be smaller than highest";

  isNoun = class: class == "noun";

  inherit (types) addCheck;

  types = rec {
    /**
      The types themselves, by a longer path.

          types : { _ : Any; ... }

      Example: types.int.name == "int"
    */
    inherit types;

    /**
      Whether a value is an attribute set with this `_type`.

          isType : String -> Any -> Bool

      Example: isType "a" { _type = "a"; } == true
    */
    isType = type: value: (value._type or "") == type;

    /**
      The attribute set with this `_type`.

          setType : String -> { ... } -> { _type : String; ... }

      Example: setType "a" { b = 1; } == { _type = "a"; b = 1; }
    */
    setType = type: value: value // { _type = type; };

    /**
      Whether a value is an option type.

          isOptionType : Any -> Bool

      Example: isOptionType int == true
    */
    isOptionType = isType "option-type";

    /**
      Merges two types by their functors: both must have one name, and payloads that go together.

          defaultTypeMerge : { ... } -> { ... } -> OptionType Any | Null

      Example: (defaultTypeMerge int.functor int.functor).name == "int"
    */
    defaultTypeMerge =
      mine: theirs:
      let
        payload = mine.binOp mine.payload theirs.payload;
      in
      if mine.name != theirs.name then
        null
      else if mine.payload != null then
        assert theirs.payload != null;
        if payload == null then null else mine.type payload
      else
        assert theirs.payload == null;
        mine.type;

    /**
      The functor of a type without parameters: it merges with itself alone.

          defaultFunctor : String -> { name : String; type : Any; payload : Any; binOp : Any -> Any -> Any }

      Example: (defaultFunctor "int").type.name == "int"
    */
    defaultFunctor = name: {
      inherit name;
      type = types.${name} or null;
      payload = null;
      binOp = _: _: null;
    };

    /**
      An option type of your own. Only `name` is needed; `check` looks at the head of one
      definition, `merge` makes one value of several.

          mkOptionType : { name : String; ... } -> OptionType Any

      Example: (mkOptionType { name = "even"; check = n: true; }).description == "even"
    */
    mkOptionType =
      {
        name,
        description ? null,
        descriptionClass ? null,
        deprecationMessage ? null,
        check ? (_: true),
        merge ? lib.options.mergeDefaultOption,
        emptyValue ? { },
        getSubOptions ? (_: { }),
        getSubModules ? null,
        substSubModules ? (_: null),
        typeMerge ? defaultTypeMerge functor,
        functor ? defaultFunctor name,
        nestedTypes ? { },
      }:
      {
        _type = "option-type";
        inherit
          name
          descriptionClass
          deprecationMessage
          check
          merge
          emptyValue
          getSubOptions
          getSubModules
          substSubModules
          typeMerge
          functor
          nestedTypes
          ;
        description = if description == null then name else description;
      };

    /**
      The description of a type as part of a longer one: in parentheses unless the test
      holds for its class.

          optionDescriptionPhrase : (String | Null -> Bool) -> OptionType Any -> String

      Example: optionDescriptionPhrase (c: c == "noun") (nullOr int) == "(null or signed integer)"
    */
    optionDescriptionPhrase =
      bare: type:
      if bare (type.descriptionClass or null) then type.description else "(${type.description})";

    /**
      The type that two types make, or a set with `_type = "merge-error"`.

          mergeTypes : OptionType Any -> OptionType Any -> Any

      Example: (mergeTypes int int).name == "int"
    */
    mergeTypes =
      a: b:
      let
        merged = a.typeMerge b.functor;
      in
      assert isOptionType a && isOptionType b;
      if merged == null then setType "merge-error" { error = "Cannot merge types"; } else merged;

    /**
      A module that turns off the check for unknown definitions, to list the options of a type.

          noCheckForDocsModule : { _file : String; config : { ... } }

      Example: noCheckForDocsModule.config._module.check.content == false
    */
    noCheckForDocsModule = {
      _file = "<lib.types.noCheckForDocsModule: options without a check of definitions>";
      config._module.check = lib.modules.mkForce false;
    };

    inherit (native)
      /**
        Any value as it is; one definition.

            raw : OptionType Any

        Example: raw.check (x: x) == true
      */
      raw
      /**
        Anything: sets are merged by name, functions by result; all else must be equal.

            anything : OptionType Any

        Example: anything.name == "anything"
      */
      anything
      /**
        Anything, merged by a guess: what an option without type has.

            unspecified : OptionType Any

        Example: unspecified.name == "unspecified"
      */
      unspecified
      /**
        A boolean.

            bool : OptionType Bool

        Example: bool.check true == true
      */
      bool
      /**
        An integer.

            int : OptionType Int

        Example: int.check 1.5 == false
      */
      int
      /**
        A floating point number.

            float : OptionType Float

        Example: float.check 1.5 == true
      */
      float
      /**
        A string; definitions must be equal.

            str : OptionType String

        Example: str.check "a" == true
      */
      str
      /**
        An attribute set of anything: of equal names the last definition wins. Prefer `attrsOf`.

            attrs : OptionType { ... }

        Example: attrs.check { } == true
      */
      attrs
      /**
        An option type as a value.

            optionType : OptionType (OptionType Any)

        Example: optionType.check int == true
      */
      optionType
      ;

    /**
      A boolean; several definitions are joined by "or".

          boolByOr : OptionType Bool

      Example: boolByOr.merge [ "a" ] [ { value = false; } { value = true; } ] == true
    */
    boolByOr = mkOptionType {
      name = "boolByOr";
      description = "boolean (merged using or)";
      descriptionClass = "noun";
      check = isBool;
      merge = _: foldl' (truth: def: truth || def.value) false;
    };

    /**
      Integers in ranges.

          ints : { _ : Any; ... }

      Example: ints.u8.check 256 == false
    */
    ints = {
      /**
        Integers from the first to the second, both inclusive.

            between : Int -> Int -> OptionType Int

        Example: (ints.between 1 3).check 4 == false
      */
      between =
        lowest: highest:
        ordered "ints.between" lowest highest (
          if isInt lowest && isInt highest then
            native.intBetween lowest highest
          else
            narrowed int {
              name = "intBetween";
              description = "integer between ${bounds lowest highest}";
            } (n: lowest <= n && n <= highest)
        );
      unsigned = native.unsignedInt;
      positive = native.positiveInt;
      u8 = native.unsignedInt8;
      u16 = native.unsignedInt16;
      u32 = native.unsignedInt32;
      s8 = native.signedInt8;
      s16 = native.signedInt16;
      s32 = native.signedInt32;
    };

    /**
      A port number.

          port : OptionType Int

      Example: port.check 65536 == false
    */
    port = ints.u16;

    /**
      An integer or a floating point number.

          number : OptionType Number

      Example: number.check 1.5 == true
    */
    number = either int float;

    /**
      Numbers in ranges.

          numbers : { _ : Any; ... }

      Example: numbers.positive.check 0 == false
    */
    numbers = {
      between =
        lowest: highest:
        ordered "numbers.between" lowest highest (
          narrowed number {
            name = "numberBetween";
            description = "integer or floating point number between ${bounds lowest highest}";
          } (n: lowest <= n && n <= highest)
        );
      nonnegative = narrowed number {
        name = "numberNonnegative";
        description = "nonnegative integer or floating point number, meaning >=0";
        descriptionClass = "nonRestrictiveClause";
      } (n: n >= 0);
      positive = narrowed number {
        name = "numberPositive";
        description = "positive integer or floating point number, meaning >0";
        descriptionClass = "nonRestrictiveClause";
      } (n: n > 0);
    };

    /**
      A string with something in it besides blanks.

          nonEmptyStr : OptionType String

      Example: nonEmptyStr.check " " == false
    */
    nonEmptyStr = mkOptionType {
      name = "nonEmptyStr";
      description = "non-empty string";
      descriptionClass = "noun";
      check = it: isString it && builtins.match "[ \t\n]*" it == null;
      inherit (str) merge;
    };

    /**
      A string of one line; a line break at its end is dropped.

          singleLineStr : OptionType String

      Example: singleLineStr.check "a\nb" == false
    */
    singleLineStr = mkOptionType {
      name = "singleLineStr";
      description = "(optionally newline-terminated) single-line string";
      descriptionClass = "noun";
      check = it: isString it && builtins.match "[^\n\r]*\n?" it != null;
      merge = loc: defs: lib.strings.removeSuffix "\n" (mergeEqualOption loc defs);
    };

    /**
      A string that matches a regular expression as a whole.

          strMatching : String -> OptionType String

      Example: (strMatching "[a-z]+").check "A" == false
    */
    strMatching =
      pattern:
      mkOptionType {
        name = "strMatching ${lib.strings.escapeNixString pattern}";
        description = "string matching the pattern ${pattern}";
        descriptionClass = "noun";
        check = it: isString it && builtins.match pattern it != null;
        inherit (str) merge;
        functor = defaultFunctor "strMatching" // {
          type = payload: strMatching payload.pattern;
          payload = { inherit pattern; };
          binOp = a: b: if a == b then a else null;
        };
      };

    /**
      Strings joined by another.

          separatedString : String -> OptionType String

      Example: (separatedString ":").name == "separatedString"
    */
    separatedString = native.separatedString;

    /**
      Text: definitions are joined by line breaks.

          lines : OptionType String

      Example: lines.merge [ "a" ] [ { value = "x"; } { value = "y"; } ] == "x\ny"
    */
    lines = separatedString "\n";

    /**
      Strings joined by commas.

          commas : OptionType String

      Example: commas.merge [ "a" ] [ { value = "x"; } { value = "y"; } ] == "x,y"
    */
    commas = separatedString ",";

    /**
      Strings joined by colons, as in `PATH`.

          envVar : OptionType String

      Example: envVar.merge [ "a" ] [ { value = "x"; } { value = "y"; } ] == "x:y"
    */
    envVar = separatedString ":";

    /**
      An entry of a file such as `/etc/passwd`: without line breaks and colons.

          passwdEntry : OptionType String -> OptionType String

      Example: (passwdEntry str).check "a:b" == false
    */
    passwdEntry =
      entry:
      narrowed entry {
        name = "passwdEntry ${entry.name}";
        description = "${optionDescriptionPhrase isNoun entry}, not containing newlines or colons";
        descriptionClass = "nonRestrictiveClause";
      } (it: !(lib.strings.hasInfix ":" it || lib.strings.hasInfix "\n" it));

    /**
      A derivation or a path in the store.

          package : OptionType Any

      Example: package.check { type = "derivation"; } == true
    */
    package = mkOptionType {
      name = "package";
      descriptionClass = "noun";
      check = it: lib.attrsets.isDerivation it || lib.strings.isStorePath it;
      merge =
        loc: defs:
        let
          value = mergeOneOption loc defs;
          bare = isPath value || (isString value && !builtins.hasContext value);
        in
        if bare then lib.attrsets.toDerivation value else value;
    };

    /**
      A package with a `shellPath`.

          shellPackage : OptionType Any

      Example: shellPackage.check { type = "derivation"; } == false
    */
    shellPackage = package // {
      check = it: lib.attrsets.isDerivation it && it ? shellPath;
    };

    /**
      The set of all packages.

          pkgs : OptionType { ... }

      Example: pkgs.check { _type = "pkgs"; } == true
    */
    pkgs = narrowed (unique {
      message = "A Nixpkgs pkgs set can not be merged with another pkgs set.";
    } attrs) {
      name = "pkgs";
      description = "Nixpkgs package set";
      descriptionClass = "noun";
    } (it: (it._type or null) == "pkgs");

    /**
      An absolute path, as a path or as a string.

          path : OptionType Any

      Example: path.check "a/b" == false
    */
    path = pathWith { absolute = true; };

    /**
      A path in the store.

          pathInStore : OptionType Any

      Example: pathInStore.check "/etc" == false
    */
    pathInStore = pathWith { inStore = true; };

    /**
      An absolute path outside the store, as a string.

          externalPath : OptionType String

      Example: externalPath.check "/etc" == true
    */
    externalPath = pathWith {
      absolute = true;
      inStore = false;
    };

    /**
      A path; `absolute` and `inStore` say whether it must, must not (false) or may (null) be.

          pathWith : { absolute? : Bool | Null; inStore? : Bool | Null } -> OptionType Any

      Example: (pathWith { absolute = false; }).check "a/b" == true
    */
    pathWith =
      {
        inStore ? null,
        absolute ? null,
      }:
      let
        which =
          if absolute == null then
            "path"
          else if absolute then
            "absolute path"
          else
            "relative path";
        where =
          if inStore == null then
            ""
          else if inStore then
            " in the Nix store"
          else
            " not in the Nix store";
        check =
          it:
          let
            text = builtins.unsafeDiscardStringContext (toString it);
            # A package that somebody else builds is where its context says: in the store.
            isBuilt = lib.any (name: lib.hasPrefix name text) (
              lib.attrNames (builtins.getContext (toString it))
            );
            isAbsolute = builtins.substring 0 1 text == "/" || isBuilt;
            isInStore = isBuilt || isAbsolute && lib.path.hasStorePathPrefix (/. + text);
            # A true path could be copied to the store later on.
            fits = if inStore == false then isString it else lib.strings.isStringLike it;
          in
          fits && (inStore == null || inStore == isInStore) && (absolute == null || absolute == isAbsolute);
      in
      if inStore == true && absolute == false then
        throw "In pathWith, inStore means the path must be absolute"
      else
        mkOptionType {
          name = "path";
          description = which + where;
          descriptionClass = "noun";
          inherit check;
          merge = mergeEqualOption;
          functor = defaultFunctor "path" // {
            type = pathWith;
            payload = { inherit inStore absolute; };
            binOp = a: b: if a == b then a else null;
          };
        };

    /**
      A set of files.

          fileset : OptionType Any

      Example: fileset.name == "fileset"
    */
    fileset = mkOptionType {
      name = "fileset";
      descriptionClass = "noun";
      check = lib.fileset.isFileset or (it: (it._type or null) == "fileset");
      merge = _: defs: lib.fileset.unions (map (def: def.value) defs);
      emptyValue.value = lib.fileset.empty;
    };

    /**
      An expression of Lua, written as it is.

          luaInline : OptionType { ... }

      Example: luaInline.check { _type = "lua-inline"; expr = "1"; } == true
    */
    luaInline = mkOptionType {
      name = "luaInline";
      description = "inline lua";
      descriptionClass = "noun";
      check = it: (it._type or null) == "lua-inline";
      merge = mergeEqualOption;
    };

    /**
      An option as `mkOption` makes it, not yet part of an evaluation.

          optionDeclaration : OptionType { ... }

      Example: optionDeclaration.check { } == false
    */
    optionDeclaration = mkOptionType {
      name = "optionDeclaration";
      description = "option declaration";
      descriptionClass = "noun";
      check = it: lib.options.isOption it && !(it ? loc);
      merge = mergeOneOption;
    };

    /**
      One of these values.

          enum : [a] -> OptionType a

      Example: (enum [ 1 2 ]).check 3 == false
    */
    enum = native.enum;

    /**
      Null, or a value of another type.

          nullOr : OptionType a -> OptionType (a | Null)

      Example: (nullOr int).check null == true
    */
    nullOr = native.nullOr;

    /**
      A list; the elements of all definitions in their order.

          listOf : OptionType a -> OptionType [a]

      Example: (listOf int).check [ ] == true
    */
    listOf = native.listOf;

    /**
      A list with at least one element in every definition.

          nonEmptyListOf : OptionType a -> OptionType [a]

      Example: (nonEmptyListOf int).check [ ] == false
    */
    nonEmptyListOf =
      element:
      let
        list = addCheck (listOf element) (it: it != [ ]);
      in
      list
      // {
        description = "non-empty ${optionDescriptionPhrase isNoun list}";
        emptyValue = { };
        substSubModules = modules: nonEmptyListOf (element.substSubModules modules);
      };

    /**
      An attribute set; equal names of several definitions are merged by the element type.

          attrsOf : OptionType a -> OptionType { _ : a }

      Example: (attrsOf int).check { } == true
    */
    attrsOf = elemType: attrsWith { inherit elemType; };

    /**
      As `attrsOf`, but no value is looked at before it is needed; so a name stays even where
      its definitions are all under `mkIf false`.

          lazyAttrsOf : OptionType a -> OptionType { _ : a }

      Example: (lazyAttrsOf int).name == "lazyAttrsOf"
    */
    lazyAttrsOf =
      elemType:
      attrsWith {
        inherit elemType;
        lazy = true;
      };

    /**
      `attrsOf` or `lazyAttrsOf`; documentation shows any name as `<placeholder>`.

          attrsWith : { elemType : OptionType a; lazy? : Bool; placeholder? : String } -> OptionType { _ : a }

      Example: (attrsWith { elemType = int; placeholder = "host"; }).name == "attrsOf"
    */
    attrsWith =
      {
        elemType,
        lazy ? false,
        placeholder ? "name",
      }:
      native.attrsWith { inherit elemType lazy placeholder; };

    /**
      `attrsOf` by a name that warns.

          loaOf : OptionType a -> OptionType { _ : a }

      Example: (loaOf int).name == "loaOf"
    */
    loaOf =
      elemType:
      attrsOf elemType
      // {
        name = "loaOf";
        deprecationMessage = "Mixing lists with attribute values is no longer possible; please use `types.attrsOf` instead. See https://github.com/NixOS/nixpkgs/issues/1800 for the motivation.";
      };

    /**
      A list of attribute sets with one name each: attributes with an order and repetitions.

          attrListOf : OptionType a -> OptionType [{ _ : a }]

      Example: (attrListOf int).name == "attrListOf"
    */
    attrListOf = elemType: attrListWith { inherit elemType; };

    /**
      As `attrListOf`; with `asAttrs` the value is a set of what `mergeAttrValues` makes of each
      name's values, by default their list.

          attrListWith : { elemType : OptionType a; asAttrs? : Bool; mergeAttrValues? : String -> [a] -> Any } -> OptionType Any

      Example: (attrListWith { elemType = int; asAttrs = true; }).emptyValue.value == { }
    */
    attrListWith =
      {
        elemType,
        asAttrs ? false,
        mergeAttrValues ? (_: values: values),
      }:
      let
        description = "attribute list of ${
          optionDescriptionPhrase (class: class == "noun" || class == "composite") elemType
        }";

        bad =
          loc: file: value: reason:
          throw "A definition for option `${showOption loc}' is not of type `${description}'. ${reason}${
            showDefs [ { inherit file value; } ]
          }";

        # The single attribute of an element, with its place and its priority.
        itemOf =
          loc: file: element:
          let
            ordered = (element._type or null) == "order";
            set = if ordered then element.content else element;
            names = attrNames set;
            name = head names;
            value = set.${name};
            discharged = map (valueOf loc file name (if ordered then element.priority else 1000)) (
              __fedic.modules.dischargeProperties value
            );
          in
          if !isAttrs set then
            bad loc file set "Each list element must be an attribute set, but got ${typeOf set}."
          else if length names != 1 then
            bad loc file set "Each list element must be a single-key attribute set, but got ${toString (length names)} keys."
          else
            discharged;

        valueOf =
          loc: file: name: order: value:
          let
            forced = (value._type or null) == "override";
            inner = if forced then value.content else value;
            placed = (inner._type or null) == "order";
          in
          {
            inherit file name;
            priority = if forced then value.priority else lib.modules.defaultOverridePriority;
            order = if placed then inner.priority else order;
            value = if placed then inner.content else inner;
          };

        # A forced item replaces the others of its name; a weaker one than plain never counts.
        winners =
          items:
          let
            best = foldl' (
              best: item:
              best
              // {
                ${item.name} = lib.trivial.min item.priority (best.${item.name} or lib.modules.defaultOverridePriority);
              }
            ) { } items;
          in
          filter (item: item.priority == best.${item.name}) items;

        itemsOf =
          loc: defs:
          builtins.sort (a: b: a.order < b.order) (
            winners (
              concatMap (
                def:
                let
                  elements =
                    if isList def.value then def.value else map (name: { ${name} = def.value.${name}; }) (attrNames def.value);
                in
                concatMap (itemOf loc def.file) elements
              ) defs
            )
          );

        check = it: isList it || isAttrs it;

        v2 =
          { loc, defs }:
          let
            items = itemsOf loc defs;
            merged = map (
              item:
              lib.modules.mergeDefinitions (loc ++ [ item.name ]) elemType [ { inherit (item) file value; } ]
            ) items;
            pairs = lib.lists.zipListsWith (item: result: { inherit (item) name; value = result.mergedValue; }) items merged;
            list = map (pair: { ${pair.name} = pair.value; }) pairs;
            byName = builtins.groupBy (pair: pair.name) pairs;
          in
          {
            headError = refusal check defs;
            value =
              if asAttrs then
                mapAttrs (name: found: mergeAttrValues name (map (pair: pair.value) found)) byName
              else
                list;
            valueMeta = {
              attrList = lib.lists.zipListsWith (item: result: {
                ${item.name} = result.checkedAndMerged.valueMeta;
              }) items merged;
              attrListValue = list;
              definitions = map (
                item:
                lib.modules.mkDefinition {
                  inherit (item) file;
                  value = lib.modules.mkOrder item.order { ${item.name} = item.value; };
                }
              ) items;
            };
          };
      in
      mkOptionType {
        name = "attrListOf";
        inherit description;
        descriptionClass = "composite";
        check = {
          __functor = _: check;
          isV2MergeCoherent = true;
        };
        merge = {
          __functor = self: loc: defs: (self.v2 { inherit loc defs; }).value;
          inherit v2;
        };
        emptyValue.value = if asAttrs then { } else [ ];
        getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "<name>" ]);
        inherit (elemType) getSubModules;
        substSubModules =
          modules:
          attrListWith {
            elemType = elemType.substSubModules modules;
            inherit asAttrs mergeAttrValues;
          };
        typeMerge = _: null;
        nestedTypes = { inherit elemType; };
      };

    /**
      Exactly one of these attributes, each an option.

          attrTag : { _ : Any } -> OptionType { ... }

      Example: (attrTag { a = lib.options.mkOption { }; }).name == "attrTag"
    */
    attrTag = native.attrTag;

    /**
      One definition only, however equal others are.

          uniq : OptionType a -> OptionType a

      Example: (uniq int).description == "signed integer"
    */
    uniq = unique { message = ""; };

    /**
      As `uniq`, with a message for those who give a second definition.

          unique : { message : String } -> OptionType a -> OptionType a

      Example: (unique { message = "Once."; } int).name == "unique"
    */
    unique = { message }: native.unique message;

    /**
      A function; those of all definitions are called, and their results merged.

          functionTo : OptionType a -> OptionType (Any -> a)

      Example: (functionTo int).check (x: x) == true
    */
    functionTo = native.functionTo;

    /**
      A set of options: modules are evaluated with every definition.

          submodule : Any -> OptionType { ... }

      Example: (submodule { }).name == "submodule"
    */
    submodule =
      modules:
      submoduleWith {
        shorthandOnlyDefinesConfig = true;
        modules = if isList modules then modules else [ modules ];
      };

    /**
      As `submodule`, with arguments for the modules, a class, a description, and whether a
      definition that is a set may hold `config`, `options` and `imports` (unless
      `shorthandOnlyDefinesConfig`).

          submoduleWith : { modules : [Any]; specialArgs? : { ... }; shorthandOnlyDefinesConfig? : Bool | Null; description? : String | Null; class? : String | Null } -> OptionType { ... }

      Example: (submoduleWith { modules = [ ]; description = "thing"; }).description == "thing"
    */
    submoduleWith =
      {
        modules,
        specialArgs ? { },
        shorthandOnlyDefinesConfig ? false,
        description ? null,
        class ? null,
      }:
      native.submoduleWith {
        inherit
          modules
          specialArgs
          shorthandOnlyDefinesConfig
          description
          class
          ;
      };

    /**
      A module that is evaluated elsewhere.

          deferredModule : OptionType Any

      Example: deferredModule.name == "deferredModule"
    */
    deferredModule = deferredModuleWith { };

    /**
      As `deferredModule`, with modules that are always part of it.

          deferredModuleWith : { staticModules? : [Any] } -> OptionType Any

      Example: (deferredModuleWith { staticModules = [ ]; }).description == "module"
    */
    deferredModuleWith =
      {
        staticModules ? [ ],
      }:
      native.deferredModuleWith staticModules;

    /**
      A value of one type or of another. The heads of all definitions decide which.

          either : OptionType a -> OptionType b -> OptionType (a | b)

      Example: (either int str).check true == false
    */
    either = native.either;

    /**
      `either` over a list of types.

          oneOf : [OptionType Any] -> OptionType Any

      Example: (oneOf [ int str bool ]).check true == true
    */
    oneOf =
      alternatives:
      if alternatives == [ ] then
        throw "types.oneOf needs to get at least one type in its argument"
      else
        foldl' either (head alternatives) (tail alternatives);

    /**
      A value of the last type; definitions of the first are turned into it by the function.

          coercedTo : OptionType a -> (a -> b) -> OptionType b -> OptionType b

      Example: (coercedTo int toString str).check 1 == true
    */
    coercedTo =
      coerced: function: final:
      if coerced.getSubModules or null == null then
        native.coercedTo coerced function final
      else
        throw "coercedTo: coercedType must not have submodules (it’s a ${coerced.description})";

    /**
      A type whose definitions must also pass a check of your own.

          addCheck : OptionType a -> (a -> Bool) -> OptionType a

      Example: (addCheck int (n: n > 3)).check 2 == false
    */
    addCheck =
      type: check:
      let
        both = value: type.check value && check value;
        v2 =
          { loc, defs }@argument:
          let
            merged = type.merge.v2 argument;
          in
          merged // { headError = if merged.headError != null then merged.headError else refusal check defs; };
      in
      if type.merge ? v2 then
        type
        // {
          check = {
            __functor = _: both;
            isV2MergeCoherent = true;
          };
          merge = {
            __functor = self: loc: defs: (self.v2 { inherit loc defs; }).value;
            inherit v2;
          };
        }
      else
        type // { check = both; };

    /**
      Data as a format such as JSON can hold it, with or without null.

          serializableValueWith : { typeName : String; nullable? : Bool } -> OptionType Any

      Example: (serializableValueWith { typeName = "X"; }).description == "X value"
    */
    serializableValueWith =
      {
        typeName,
        nullable ? true,
      }:
      let
        data = oneOf [
          bool
          int
          float
          str
          path
          (attrsOf value)
          (listOf value)
        ];
        value = (if nullable then nullOr data else data) // {
          description = "${typeName} value";
        };
      in
      value;

    /**
      What JSON can hold.

          json : OptionType Any

      Example: json.check (x: x) == false
    */
    json = serializableValueWith { typeName = "JSON"; };

    /**
      What TOML can hold.

          toml : OptionType Any

      Example: toml.check null == false
    */
    toml = serializableValueWith {
      typeName = "TOML";
      nullable = false;
    };
  };
in
types
