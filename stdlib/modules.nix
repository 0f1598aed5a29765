# Modules: the properties of definitions, modules made from other things, renamed options.
# Collecting, merging and evaluating modules is the work of natives.
lib:
let
  inherit (builtins)
    concatMap
    concatStringsSep
    filter
    foldl'
    isAttrs
    isBool
    map
    mapAttrs
    ;
  inherit (lib.attrsets)
    attrByPath
    getAttrFromPath
    optionalAttrs
    setAttrByPath
    ;
  inherit (lib.options) mkOption showFiles showOption;

  # A function that is not for use outside of `lib`.
  internal =
    name:
    lib.trivial.warn "External use of `lib.modules.${name}` is deprecated. If your use case isn't covered by non-deprecated functions, we'd like to know more and perhaps support your use case well, instead of providing access to these low level functions. In this case please open an issue in https://github.com/nixos/nixpkgs/issues/.";

  # What an option that others replace is worth while nobody defines it.
  unset = "_mkMergedOptionModule";

  # The declared type of an option that may be missing, as the `type` of an alias.
  typeOf = path: options: (attrByPath path { } options).type or (lib.types.submodule { });
in
rec {
  inherit (__fedic.modules)
    /**
      Definitions under a type as one value: `mergedValue`, `isDefined`, `optionalValue`, and
      the `defsFinal` that count.

          mergeDefinitions : [String] -> OptionType a -> [{ file : Any; value : Any; ... }] -> { mergedValue : a; isDefined : Bool; ... }

      Example: (mergeDefinitions [ "o" ] types.int [ { file = "f"; value = 3; } ]).mergedValue == 3
    */
    mergeDefinitions
    /**
      An option with its value, from its declarations as one and its definitions.

          evalOptionValue : [String] -> { type : OptionType a; ... } -> [{ file : Any; value : Any; ... }] -> { value : a; ... }

      Example: (evalOptionValue [ "o" ] { _type = "option"; type = types.int; declarations = [ ]; } [ { file = "f"; value = 3; } ]).value == 3
    */
    evalOptionValue
    /**
      Several declarations of an option as one; those of later modules come first.

          mergeOptionDecls : [String] -> [{ _file : Any; options : { ... }; ... }] -> { ... }

      Example: (mergeOptionDecls [ "o" ] [ { _file = "f"; options = mkOption { default = 1; }; } ]).declarations == [ "f" ]
    */
    mergeOptionDecls
    /**
      An option with its type: `unspecified` where none is declared, over submodules made anew.

          fixupOptionType : [String] -> { ... } -> { type : OptionType Any; ... }

      Example: (fixupOptionType [ "o" ] { }).type.name == "unspecified"
    */
    fixupOptionType
    ;

  /**
    The options that modules declare, and the definitions without a declaration; modules in
    the form that `collectModules` gives them, sets of definitions with their files.

        mergeModules' : [String] -> [{ _file : Any; options : { ... }; ... }] -> [{ file : Any; config : Any; ... }] -> { matchedOptions : { ... }; unmatchedDefns : [{ ... }] }

    Example: (mergeModules' [ ] [ ] [ ]).unmatchedDefns == [ ]
  */
  mergeModules' = internal "mergeModules'" __fedic.modules.mergeModules;

  /**
    As `mergeModules'`, of the modules' own definitions.

        mergeModules : [String] -> [{ _file : Any; options : { ... }; config : Any; ... }] -> { matchedOptions : { ... }; unmatchedDefns : [{ ... }] }

    Example: (mergeModules [ ] [ ]).unmatchedDefns == [ ]
  */
  mergeModules = internal "mergeModules" (
    prefix: modules:
    __fedic.modules.mergeModules prefix modules (
      concatMap (
        module:
        map (config: {
          file = module._file;
          inherit config;
        }) (__fedic.modules.pushDownProperties module.config)
      ) modules
    )
  );

  /**
    Evaluates modules: `config` holds the values of all options, `options` what is known of
    each. `specialArgs` reach module functions even in `imports`; modules of another `_class`
    than `class` are refused; `prefix` is where the options are said to stand.

        evalModules : { modules : [Any]; prefix? : [String]; specialArgs? : { ... }; class? : String | Null; ... } -> { config : { ... }; options : { ... }; ... }

    Example: (evalModules { modules = [ { options.a = mkOption { default = 1; }; } ]; }).config.a == 1
  */
  evalModules =
    {
      modules,
      prefix ? [ ],
      specialArgs ? { },
      class ? null,
      args ? { },
      check ? true,
    }@arguments:
    let
      replaced =
        name: option:
        lib.trivial.warnIf (arguments ? ${name})
          "The ${name} argument to evalModules is deprecated. Please set config._module.${name} instead.";
      legacy =
        (if arguments ? args then [ { config._module.args = mapAttrs (_: mkDefault) args; } ] else [ ])
        ++ (if arguments ? check then [ { config._module.check = mkDefault check; } ] else [ ]);
    in
    replaced "args" "args" (
      replaced "check" "check" (
        __fedic.modules.evalModules lib {
          modules = if legacy == [ ] then modules else legacy ++ modules;
          inherit prefix specialArgs class;
        }
      )
    );

  /**
    All modules that some modules import, each once, in the order in which they are merged.

        collectModules : String | Null -> String -> [Any] -> { ... } -> [{ _file : Any; key : String; options : { ... }; config : Any; ... }]

    Example: map (m: m.key) (collectModules null "" [ { key = "k"; } ] { }) == [ "k" ]
  */
  collectModules = internal "collectModules" (
    class: modulesPath: modules: arguments:
    __fedic.modules.collectModules {
      inherit class modules;
      arguments = arguments // { inherit modulesPath; };
    }
  );

  /**
    A module's parts under one set of names, whatever form it was written in; file and key
    where it names none itself.

        unifyModuleSyntax : String -> String -> { ... } -> { _file : String; key : String; options : { ... }; config : Any; ... }

    Example: (unifyModuleSyntax "f" "k" { a = 1; }).config == { a = 1; }
  */
  unifyModuleSyntax = internal "unifyModuleSyntax" (
    file: key: module:
    __fedic.modules.unifyModule { inherit file key module; }
  );

  /**
    The module itself, or what it gives for the arguments if it is a function.

        applyModuleArgsIfFunction : String -> Any -> { config : { ... }; ... } -> Any

    Example: applyModuleArgsIfFunction "k" ({ config, ... }: { a = config; }) { config = 1; } == { a = 1; }
  */
  applyModuleArgsIfFunction =
    key: f:
    { config, ... }@arguments:
    let
      find =
        name: _:
        builtins.addErrorContext "while evaluating the module argument `${name}' in \"${key}\":" (
          arguments.${name} or config._module.args.${name}
        );
    in
    if lib.trivial.isFunction f then f (arguments // mapAttrs find (lib.trivial.functionArgs f)) else f;

  /**
    A definition that counts only if the condition holds.

        mkIf : Bool -> a -> { _type : String; condition : Bool; content : a }

    Example: (mkIf true 1).content == 1
  */
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };

  /**
    An assertion in place of a definition's condition: fails with the message if it
    does not hold.

        mkAssert : Bool -> String -> a -> { _type : String; condition : Bool; content : a }

    Example: (mkAssert true "why" 1).content == 1
  */
  mkAssert =
    assertion: message: content:
    mkIf (if assertion then true else throw "\nFailed assertion: ${message}") content;

  /**
    Several definitions in one.

        mkMerge : [a] -> { _type : String; contents : [a] }

    Example: (mkMerge [ 1 2 ]).contents == [ 1 2 ]
  */
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };

  /**
    A definition of a priority: the smallest number wins, plain definitions have 100.

        mkOverride : Int -> a -> { _type : String; priority : Int; content : a }

    Example: (mkOverride 10 "x").priority == 10
  */
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };

  /**
    A definition as weak as the default in an option's declaration.

        mkOptionDefault : a -> { _type : String; priority : Int; content : a }

    Example: (mkOptionDefault 1).priority == 1500
  */
  mkOptionDefault = mkOverride 1500;

  /**
    A definition that any plain one replaces.

        mkDefault : a -> { _type : String; priority : Int; content : a }

    Example: (mkDefault 1).priority == 1000
  */
  mkDefault = mkOverride 1000;

  /**
    The priority of plain definitions.

        defaultOverridePriority : Int

    Example: defaultOverridePriority == 100
  */
  defaultOverridePriority = 100;

  /**
    A definition of installation media, which replaces plain and forced ones of users less.

        mkImageMediaOverride : a -> { _type : String; priority : Int; content : a }

    Example: (mkImageMediaOverride 1).priority == 60
  */
  mkImageMediaOverride = mkOverride 60;

  /**
    A definition that replaces plain ones.

        mkForce : a -> { _type : String; priority : Int; content : a }

    Example: (mkForce 1).priority == 50
  */
  mkForce = mkOverride 50;

  /**
    A definition for virtual machines, stronger than a forced one.

        mkVMOverride : a -> { _type : String; priority : Int; content : a }

    Example: (mkVMOverride 1).priority == 10
  */
  mkVMOverride = mkOverride 10;

  /**
    Does nothing any more: gives back its argument, with a warning.

        mkFixStrictness : a -> a

    Example: mkFixStrictness 1 == 1
  */
  mkFixStrictness = lib.trivial.warn "lib.mkFixStrictness has no effect and will be removed. It returns its argument unmodified, so you can just remove any calls." (
    x: x
  );

  /**
    A definition with a place among the others: sorted by this number, plain ones have 1000.

        mkOrder : Int -> a -> { _type : String; priority : Int; content : a }

    Example: (mkOrder 1 "x").content == "x"
  */
  mkOrder = priority: content: {
    _type = "order";
    inherit priority content;
  };

  /**
    The place of plain definitions among others.

        defaultOrderPriority : Int

    Example: defaultOrderPriority == 1000
  */
  defaultOrderPriority = 1000;

  /**
    A definition that stands before plain ones.

        mkBefore : a -> { _type : String; priority : Int; content : a }

    Example: (mkBefore 1).priority == 500
  */
  mkBefore = mkOrder 500;

  /**
    A definition that stands after plain ones.

        mkAfter : a -> { _type : String; priority : Int; content : a }

    Example: (mkAfter 1).priority == 1500
  */
  mkAfter = mkOrder 1500;

  /**
    A definition together with the file it comes from.

        mkDefinition : { file : String; value : a; ... } -> { _type : String; file : String; value : a; ... }

    Example: (mkDefinition { file = "f"; value = 1; }).value == 1
  */
  mkDefinition = { file, value }@definition: definition // { _type = "definition"; };

  /**
    Changes the value inside all properties around it.

        mapDefinitionValue : (Any -> Any) -> Any -> Any

    Example: (mapDefinitionValue (v: v + 1) (mkForce 1)).content == 2
  */
  mapDefinitionValue =
    f: definition:
    let
      kind = definition._type or null;
      inside = mapDefinitionValue f;
    in
    if kind == "if" || kind == "override" || kind == "order" then
      definition // { content = inside definition.content; }
    else if kind == "merge" then
      definition // { contents = map inside definition.contents; }
    else if kind == "definition" then
      definition // { value = inside definition.value; }
    else
      f definition;

  /**
    The definitions that a value with `mkIf` and `mkMerge` around it stands for.

        dischargeProperties : Any -> [Any]

    Example: dischargeProperties (mkMerge [ (mkIf true 1) (mkIf false 2) 3 ]) == [ 1 3 ]
  */
  dischargeProperties = internal "dischargeProperties" __fedic.modules.dischargeProperties;

  /**
    Moves properties that stand around a set onto its attributes.

        pushDownProperties : Any -> [{ _ : Any }]

    Example: pushDownProperties (mkMerge [ { a = 1; } { b = 2; } ]) == [ { a = 1; } { b = 2; } ]
  */
  pushDownProperties = internal "pushDownProperties" __fedic.modules.pushDownProperties;

  /**
    The definitions of the strongest priority, without the priority.

        filterOverrides : [{ value : Any; ... }] -> [{ value : Any; ... }]

    Example: filterOverrides [ { value = mkForce 1; } { value = 2; } ] == [ { value = 1; } ]
  */
  filterOverrides = definitions: (filterOverrides' definitions).values;

  /**
    As `filterOverrides`, with the priority found.

        filterOverrides' : [{ value : Any; ... }] -> { values : [{ value : Any; ... }]; highestPrio : Int }

    Example: (filterOverrides' [ { value = mkForce 1; } ]).highestPrio == 50
  */
  filterOverrides' =
    definitions:
    let
      isOverride = value: (value._type or "") == "override";
      priorityOf = def: if isOverride def.value then def.value.priority else defaultOverridePriority;
      highestPrio = foldl' (best: def: lib.trivial.min best (priorityOf def)) 9999 definitions;
      strip = def: if isOverride def.value then def // { value = def.value.content; } else def;
    in
    {
      values = concatMap (def: if priorityOf def == highestPrio then [ (strip def) ] else [ ]) definitions;
      inherit highestPrio;
    };

  /**
    Definitions in the order that `mkOrder` gives them.

        sortProperties : [{ value : Any; ... }] -> [{ value : Any; ... }]

    Example: map (d: d.value) (sortProperties [ { value = mkAfter 1; } { value = 2; } ]) == [ 2 1 ]
  */
  sortProperties =
    definitions:
    let
      isOrdered = def: (def.value._type or "") == "order";
      strip =
        def:
        if isOrdered def then
          def
          // {
            value = def.value.content;
            inherit (def.value) priority;
          }
        else
          def;
      place = def: def.priority or defaultOrderPriority;
    in
    if builtins.any isOrdered definitions then
      builtins.sort (a: b: place a < place b) (map strip definitions)
    else
      definitions;

  /**
    A module that hands definitions over to others that are merged in between.

        fixMergeModules : [Any] -> { _ : Any } -> { ... }

    Example: isFunction fixMergeModules == true
  */
  fixMergeModules =
    modules: specialArgs:
    evalModules { inherit modules specialArgs; };

  /**
    A module with the file it is said to come from.

        setDefaultModuleLocation : Any -> Any -> { _file : Any; imports : [Any] }

    Example: (setDefaultModuleLocation "f.nix" { })._file == "f.nix"
  */
  setDefaultModuleLocation = file: module: {
    _file = file;
    imports = [ module ];
  };

  /**
    The module that a file's function gives for static arguments.

        importApply : Path -> Any -> { _file : Any; imports : [Any] }

    Example: isFunction importApply == true
  */
  importApply = path: arguments: setDefaultModuleLocation path (import path arguments);

  /**
    A module that defines what a JSON file says.

        importJSON : Path -> { _file : Any; config : Any }

    Example: isFunction importJSON == true
  */
  importJSON = file: {
    _file = file;
    config = lib.trivial.importJSON file;
  };

  /**
    A module that defines what a TOML file says.

        importTOML : Path -> { _file : Any; config : Any }

    Example: isFunction importTOML == true
  */
  importTOML = file: {
    _file = file;
    config = lib.trivial.importTOML file;
  };

  /**
    A definition with the definitions of another option, wrapped by a function.

        mkAliasAndWrapDefinitions : (Any -> Any) -> { ... } -> { _type : String; ... }

    Example: (mkAliasAndWrapDefinitions (d: d) { isDefined = false; }).condition == false
  */
  mkAliasAndWrapDefinitions = wrap: option: mkIf (option.isDefined or false) (wrap (mkMerge option.definitions));

  /**
    As `mkAliasAndWrapDefinitions`, with the priority of the other option's definitions.

        mkAliasAndWrapDefsWithPriority : (Any -> Any) -> { ... } -> { _type : String; ... }

    Example: (mkAliasAndWrapDefsWithPriority (d: d) { isDefined = false; }).condition == false
  */
  mkAliasAndWrapDefsWithPriority =
    wrap: option:
    let
      priority = option.highestPrio or defaultOverridePriority;
    in
    mkIf (option.isDefined or false) (wrap (mkMerge (map (mkOverride priority) option.definitions)));

  /**
    A definition with the definitions of another option.

        mkAliasDefinitions : { ... } -> { _type : String; ... }

    Example: (mkAliasDefinitions { isDefined = false; }).condition == false
  */
  mkAliasDefinitions = mkAliasAndWrapDefinitions (d: d);

  /**
    A definition that counts if another option is defined. Deprecated.

        mkAliasIfDef : { ... } -> Any -> { _type : String; ... }

    Example: (mkAliasIfDef { isDefined = true; } 1).content == 1
  */
  mkAliasIfDef = lib.trivial.warn "Usage of 'mkAliasIfDef' has been deprecated. Use 'mkIf option.isDefined' instead." (
    option: mkIf (option.isDefined or false)
  );

  /**
    A definition made from the value of another option, with that option's priority.

        mkDerivedConfig : { value : a; ... } -> (a -> b) -> { _type : String; priority : Int; content : b }

    Example: (mkDerivedConfig { value = 1; } (v: v + 1)).content == 2
  */
  mkDerivedConfig =
    option: f: mkOverride (option.highestPrio or defaultOverridePriority) (f option.value);

  /**
    The attributes of an option's definitions, each with its value and priority.

        mergeAttrDefinitionsWithPrio : { ... } -> { _ : { value : Any; highestPrio : Int } }

    Example: isFunction mergeAttrDefinitionsWithPrio == true
  */
  mergeAttrDefinitionsWithPrio =
    option:
    let
      byName = concatMap (
        { file, value }: map (value: mapAttrs (_: value: { inherit file value; }) value) (__fedic.modules.pushDownProperties value)
      ) option.definitionsWithLocations;
    in
    builtins.zipAttrsWith (
      name: definitions:
      let
        merged = mergeDefinitions (option.loc ++ [ name ]) option.type.nestedTypes.elemType definitions;
      in
      {
        value = merged.mergedValue;
        inherit (merged.defsFinal') highestPrio;
      }
    ) byName;

  /**
    A module for an option that was renamed: definitions and reads of the old name go to
    the new one, with a warning.

        mkRenamedOptionModule : [String] -> [String] -> Any

    Example: isFunction (mkRenamedOptionModule [ "a" ] [ "b" ]) == true
  */
  mkRenamedOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = false;
      warn = true;
      use = builtins.trace "Obsolete option `${showOption from}' is used. It was renamed to `${showOption to}'.";
    };

  /**
    As `mkRenamedOptionModule`; `sinceRelease` (such as 2605) says from which release on
    it warns.

        mkRenamedOptionModuleWith : { from : [String]; to : [String]; sinceRelease : Int } -> Any

    Example: isFunction (mkRenamedOptionModuleWith { from = [ "a" ]; to = [ "b" ]; sinceRelease = 2105; }) == true
  */
  mkRenamedOptionModuleWith =
    {
      from,
      to,
      sinceRelease,
    }:
    doRename {
      inherit from to;
      visible = false;
      warn = lib.trivial.oldestSupportedReleaseIsAtLeast sinceRelease;
      use = lib.trivial.warnIf (lib.trivial.oldestSupportedReleaseIsAtLeast sinceRelease) "Obsolete option `${showOption from}' is used. It was renamed to `${showOption to}'.";
    };

  /**
    A module for an option that is no more: defining it fails an assertion, reading it
    throws; the text says what to do instead.

        mkRemovedOptionModule : [String] -> String -> Any

    Example: isFunction (mkRemovedOptionModule [ "a" ] "Use b.") == true
  */
  mkRemovedOptionModule =
    path: replacement:
    { options, ... }:
    {
      options = setAttrByPath path (mkOption {
        visible = false;
        apply =
          _:
          throw "The option `${showOption path}' can no longer be used since it's been removed. ${replacement}";
      });
      config.assertions =
        let
          option = getAttrFromPath path options;
        in
        [
          {
            assertion = !option.isDefined;
            message = "The option definition `${showOption path}' in ${showFiles option.files} no longer has any effect; please remove it.\n${replacement}\n";
          }
        ];
    };

  /**
    A module for options that one new option replaces; the function computes its value
    from the configuration.

        mkMergedOptionModule : [[String]] -> [String] -> (Any -> Any) -> Any

    Example: isFunction (mkMergedOptionModule [ [ "a" ] ] [ "b" ] (c: c.a)) == true
  */
  mkMergedOptionModule =
    from: to: merge:
    { config, options, ... }:
    {
      options = foldl' lib.attrsets.recursiveUpdate { } (
        map (
          path:
          setAttrByPath path (mkOption {
            visible = false;
            default = unset;
          })
        ) from
      );
      config = {
        warnings = filter (text: text != "") (
          map (
            path:
            let
              option = getAttrFromPath path options;
              new = showOption to;
            in
            if getAttrFromPath path config != unset then
              "The option `${showOption path}' defined in ${showFiles option.files} has been changed to `${new}' that has a different type. Please read `${new}' documentation and update your configuration accordingly."
            else
              ""
          ) from
        );
      }
      // setAttrByPath to (
        mkMerge (
          if builtins.any (path: getAttrFromPath path config != unset) from then [ (merge config) ] else [ ]
        )
      );
    };

  /**
    A module for an option that another one with another type replaces.

        mkChangedOptionModule : [String] -> [String] -> (Any -> Any) -> Any

    Example: isFunction (mkChangedOptionModule [ "a" ] [ "b" ] (c: c.a)) == true
  */
  mkChangedOptionModule = from: mkMergedOptionModule [ from ];

  /**
    A module that makes a second name for an option.

        mkAliasOptionModule : [String] -> [String] -> Any

    Example: isFunction (mkAliasOptionModule [ "a" ] [ "b" ]) == true
  */
  mkAliasOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = true;
      warn = false;
      use = value: value;
    };

  /**
    `mkAliasOptionModule` by an older name.

        mkAliasOptionModuleMD : [String] -> [String] -> Any

    Example: isFunction (mkAliasOptionModuleMD [ "a" ] [ "b" ]) == true
  */
  mkAliasOptionModuleMD = lib.trivial.warn "mkAliasOptionModuleMD is deprecated and will be removed in 26.05; please use mkAliasOptionModule." mkAliasOptionModule;

  /**
    A module that declares an option at `from` and hands its definitions to `to`.
    `use` is applied to what is read at `from`; with `warn`, definitions add to the
    option `warnings`, where there is one.

        doRename : { from : [String]; to : [String]; visible : Bool; warn : Bool; use : Any -> Any; withPriority? : Bool; condition? : Bool } -> Any

    Example: isFunction (doRename { from = [ "a" ]; to = [ "b" ]; visible = true; warn = false; use = x: x; }) == true
  */
  doRename =
    {
      from,
      to,
      visible,
      warn,
      use,
      withPriority ? true,
      condition ? true,
    }:
    { config, options, ... }:
    let
      option = getAttrFromPath from options;
      target = attrByPath to (throw "Renaming error: option `${showOption to}' does not exist.");
      alias = if withPriority then mkAliasAndWrapDefsWithPriority else mkAliasAndWrapDefinitions;
    in
    {
      options = setAttrByPath from (
        mkOption {
          inherit visible;
          description = "Alias of {option}`${showOption to}`.";
          apply = _: use (target config);
        }
        // {
          type = typeOf to options;
        }
      );
      config = mkIf condition (mkMerge [
        (optionalAttrs (options ? warnings) {
          warnings =
            if warn && option.isDefined then
              [
                "The option `${showOption from}' defined in ${showFiles option.files} has been renamed to `${showOption to}'."
              ]
            else
              [ ];
        })
        (alias (setAttrByPath to) option)
      ]);
    };
}
