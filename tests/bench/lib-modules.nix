# A small module system in plain Nix: modules with imports and options, definitions with
# priorities, merged by the types of the options, and submodules.
let
  inherit (builtins)
    all
    attrNames
    concatLists
    concatMap
    concatStringsSep
    elem
    filter
    foldl'
    genList
    head
    isAttrs
    isBool
    isFunction
    isInt
    isString
    length
    mapAttrs
    sort
    zipAttrsWith
    ;

  showOption = concatStringsSep ".";
  mkOption = declaration: declaration // { _type = "option"; };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  isType = type: value: isAttrs value && value._type or null == type;

  pushDown =
    config:
    if isType "merge" config then
      concatMap pushDown config.contents
    else if isType "if" config then
      map (mapAttrs (_: value: mkIf config.condition value)) (pushDown config.content)
    else
      [ config ];
  discharge =
    definition:
    let
      inherit (definition) value;
    in
    if isType "merge" value then
      concatMap (value: discharge (definition // { inherit value; })) value.contents
    else if isType "if" value then
      if value.condition then discharge (definition // { value = value.content; }) else [ ]
    else
      [ definition ];
  strongest =
    definitions:
    let
      priority = definition: if isType "override" definition.value then definition.value.priority else 100;
      least = foldl' (
        least: definition:
        let
          own = priority definition;
        in
        if own < least then own else least
      ) 9999 definitions;
      strip =
        definition:
        if isType "override" definition.value then
          definition // { value = definition.value.content; }
        else
          definition;
    in
    map strip (filter (definition: priority definition == least) definitions);

  mergeOne =
    loc: definitions:
    if length definitions == 1 then
      (head definitions).value
    else
      throw "The option `${showOption loc}' is defined ${toString (length definitions)} times.";
  types = rec {
    bool = {
      name = "boolean";
      check = isBool;
      merge = mergeOne;
    };
    int = {
      name = "signed integer";
      check = isInt;
      merge = mergeOne;
    };
    str = {
      name = "string";
      check = isString;
      merge = mergeOne;
    };
    lines = str // {
      merge = _: definitions: concatStringsSep "\n" (map (definition: definition.value) definitions);
    };
    enum = values: {
      name = "one of ${concatStringsSep ", " values}";
      check = value: elem value values;
      merge = mergeOne;
    };
    nullOr = type: {
      name = "null or ${type.name}";
      check = value: value == null || type.check value;
      merge =
        loc: definitions:
        if all (definition: definition.value == null) definitions then null else type.merge loc definitions;
    };
    listOf = type: {
      name = "list of ${type.name}";
      check = builtins.isList;
      merge =
        loc: definitions:
        concatLists (
          map (
            definition:
            map (
              value:
              mergeDefinitions (loc ++ [ "[definition]" ]) type [ { inherit (definition) file; inherit value; } ]
            ) definition.value
          ) definitions
        );
    };
    attrsOf = type: {
      name = "attribute set of ${type.name}";
      check = isAttrs;
      merge =
        loc: definitions:
        zipAttrsWith (name: values: mergeDefinitions (loc ++ [ name ]) type values) (
          map (
            definition:
            mapAttrs (_: value: {
              inherit (definition) file;
              inherit value;
            }) definition.value
          ) definitions
        );
    };
    submodule = module: {
      name = "submodule";
      check = value: isAttrs value || isFunction value;
      merge =
        loc: definitions:
        (evalModules {
          prefix = loc;
          modules = [ module ] ++ map (definition: definition.value) definitions;
          arguments.name = builtins.elemAt loc (length loc - 1);
        }).config;
    };
  };

  mergeDefinitions =
    loc: type: definitions:
    let
      values = strongest (concatMap discharge definitions);
    in
    if all (definition: type.check definition.value) values then
      type.merge loc values
    else
      throw "A definition for option `${showOption loc}' is not of type `${type.name}'.";
  evalOption =
    loc: declaration: definitions:
    let
      given =
        definitions
        ++ (
          if declaration ? default then
            [ { file = "default"; value = mkOverride 1500 declaration.default; } ]
          else
            [ ]
        );
      value =
        if given == [ ] then
          throw "The option `${showOption loc}' is used but not defined."
        else
          mergeDefinitions loc declaration.type given;
    in
    declaration.apply or (x: x) value;
  evalTree =
    prefix: declarations: definitions:
    let
      declared = zipAttrsWith (_: values: values) declarations;
      defined = zipAttrsWith (_: values: values) (
        concatMap (
          definition:
          map (mapAttrs (_: value: { inherit (definition) file; inherit value; })) (
            pushDown definition.value
          )
        ) definitions
      );
      unknown = filter (name: !(declared ? ${name})) (attrNames defined);
    in
    if unknown != [ ] then
      throw "The option `${showOption (prefix ++ [ (head unknown) ])}' does not exist."
    else
      mapAttrs (
        name: here:
        let
          loc = prefix ++ [ name ];
        in
        if isType "option" (head here) then
          evalOption loc (head here) (defined.${name} or [ ])
        else
          evalTree loc here (defined.${name} or [ ])
      ) declared;
  collect =
    arguments: modules:
    concatMap (
      module:
      let
        called = if isFunction module then module arguments else module;
        full =
          if called ? options || called ? config || called ? imports then called else { config = called; };
      in
      [ full ] ++ collect arguments (full.imports or [ ])
    ) modules;
  evalModules =
    {
      modules,
      prefix ? [ ],
      arguments ? { },
    }:
    let
      all = collect (arguments // { inherit config; }) modules;
      config = evalTree prefix (map (module: module.options or { }) all) (
        map (module: {
          file = module._file or "unknown";
          value = module.config or { };
        }) all
      );
    in
    {
      inherit config;
    };

  service =
    { name, config, ... }:
    {
      options = {
        enable = mkOption {
          type = types.bool;
          default = true;
        };
        port = mkOption { type = types.int; };
        user = mkOption {
          type = types.str;
          default = "user-${name}";
        };
        level = mkOption {
          type = types.enum [
            "info"
            "debug"
          ];
          default = "info";
        };
        config = mkOption {
          type = types.lines;
          default = "";
        };
        tags = mkOption {
          type = types.listOf types.str;
          default = [ ];
        };
        backup.path = mkOption {
          type = types.nullOr types.str;
          default = null;
        };
      };
      config = {
        config = mkMerge [
          "user = ${config.user}"
          (mkIf config.enable "port = ${toString config.port}")
        ];
        backup.path = mkIf (config.level == "debug") "/backup/${name}";
      };
    };
  system =
    count:
    evalModules {
      modules = [
        {
          options.services = mkOption {
            type = types.attrsOf (types.submodule service);
            default = { };
          };
          options.summary = mkOption { type = types.lines; };
          options.enable = mkOption {
            type = types.bool;
            default = false;
          };
          config.enable = mkDefault true;
        }
        (
          { config, ... }:
          {
            summary = concatStringsSep "\n" (
              map (name: "${name} ${config.services.${name}.config}") (
                sort (a: b: config.services.${a}.port < config.services.${b}.port) (attrNames config.services)
              )
            );
          }
        )
      ]
      ++ genList (i: {
        services."s${toString i}" = {
          port = mkDefault (9000 - i);
          tags = [ "a" ];
        };
      }) count
      ++ genList (i: { config, ... }: {
        imports = [ { services."s${toString i}".tags = [ "b${toString i}" ]; } ];
        config.services."s${toString i}" = mkIf config.enable {
          level = if i - (i / 4) * 4 == 0 then "debug" else "info";
          port = mkForce (9000 + i * 7 - (i * 7 / 100) * 100);
        };
      }) count;
    };
  inherit (system 150) config;
in
{
  summary = builtins.hashString "sha256" config.summary;
  tags = length (concatMap (s: s.tags) (builtins.attrValues config.services));
  backups = length (filter (s: s.backup.path != null) (builtins.attrValues config.services));
}
