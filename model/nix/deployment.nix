# What can be deployed: one deployment, of exactly one known target, or several by machine name.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  targets = config.deployment-targets;
  tags = builtins.attrNames targets;

  quoted = names: lib.concatMapStringsSep ", " (name: "`${name}`") names;
  known = names: builtins.filter (name: targets ? ${name}) names;
  shown = lib.showOption;

  # A NixOps4 deployment as it was written before there were targets: the module itself.
  isModule =
    value:
    lib.isFunction value
    || builtins.isPath value
    || builtins.isAttrs value
      && (value ? providers || value ? imports || value._class or null == "nixops4Deployment");

  formOf =
    value:
    if isModule value then
      "module"
    else if known (builtins.attrNames value) != [ ] then
      "target"
    else
      "machines";

  nixops4-module = types.deferredModuleWith {
    staticModules = [
      ./nixops4/deployment.nix
      {
        _class = "nixops4Deployment";
        _module.args = {
          resources = lib.mkDefault { };
          resourceProviderSystem = lib.mkDefault builtins.currentSystem;
        };
      }
    ];
  };

  targeted = types.attrTag (
    lib.mapAttrs (
      tag: type:
      mkOption {
        inherit type;
        description = "A deployment of the target `${tag}`.";
      }
    ) targets
  );

  # Names that are not wanted beside exactly one known target.
  refuse =
    loc: definitions:
    let
      value = valueOf definitions;
      names = builtins.attrNames value;
      others = builtins.filter (name: !(targets ? ${name})) names;
      found = known names;
    in
    config.refuse-target loc value tags (
      if builtins.length found > 1 then
        "The deployment `${shown loc}` has ${toString (builtins.length found)} targets (${quoted found}), it must have exactly one."
      else if found == [ ] then
        "The deployment `${shown loc}` has no known target, but ${
          if others == [ ] then "nothing" else quoted others
        }. Known targets: ${quoted tags}.${meant others}"
      else
        "The deployment `${shown loc}` has ${quoted others} beside its target `${builtins.head found}`."
    );

  meant =
    names:
    let
      near = name: builtins.filter (lib.strings.levenshteinAtMost 2 name) tags;
      likely = builtins.concatLists (map near names);
    in
    lib.optionalString (likely != [ ]) " Did you mean ${quoted likely}?";

  valueOf = builtins.foldl' (all: one: all // one.value) { };
  namesOf = definitions: builtins.attrNames (valueOf definitions);

  mergeTarget =
    loc: definitions:
    let
      names = namesOf definitions;
    in
    if builtins.length names == 1 && known names == names then
      targeted.merge loc definitions
    else
      refuse loc definitions;

  # One of several: itself not several, so that a mistaken target is no machine's name.
  machine = lib.mkOptionType {
    name = "deployment";
    description = "deployment of one target";
    descriptionClass = "noun";
    check = value: builtins.isAttrs value;
    merge = mergeTarget;
    getSubOptions = targeted.getSubOptions;
    nestedTypes.targets = targeted;
  };

  # A name close to a target's with something that is no deployment is a mistaken target.
  mergeMachines =
    loc: definitions:
    let
      names = namesOf definitions;
      isDeployment = name: builtins.any (below: targets ? ${below} || below == "_type") (namesBelow name);
      namesBelow =
        name:
        builtins.concatMap (
          definition:
          let
            value = definition.value.${name} or { };
          in
          if builtins.isAttrs value then builtins.attrNames value else [ ]
        ) definitions;
      mistaken = builtins.filter (name: !(isDeployment name)) names;
    in
    if names != [ ] && mistaken == names then
      refuse loc definitions
    else
      (types.attrsOf machine).merge loc definitions;

  merge =
    loc: definitions:
    let
      forms = lib.unique (map (definition: formOf definition.value) definitions);
    in
    if builtins.length forms > 1 then
      throw "The deployment `${shown loc}` is defined in different forms in ${
        quoted (map (definition: toString definition.file) definitions)
      }: as ${lib.concatStringsSep " and as " forms}."
    else
      {
        module = nixops4-module.merge;
        target = mergeTarget;
        machines = mergeMachines;
      }
      .${builtins.head forms}
        loc
        definitions;

  nixos-configuration = mkOption {
    description = "What the machine is to be, as a NixOS module.";
    type = types.deferredModuleWith { staticModules = [ { _class = "nixos"; } ]; };
  };

  ssh = {
    options = {
      host = mkOption {
        description = "The name or address of the machine.";
        type = types.str;
      };
      username = mkOption {
        description = "Who to log in as; null leaves it to ssh.";
        type = types.nullOr types.str;
        default = null;
      };
      key-file = mkOption {
        description = "A file with the private key to log in with; null leaves it to ssh.";
        type = types.nullOr types.str;
        default = null;
      };
      sshOpts = mkOption {
        description = "Further arguments of ssh.";
        type = types.listOf types.str;
        default = [ ];
      };
    };
  };
in
{
  options = {
    deployment-targets = mkOption {
      description = "What a deployment can be made for: the type of a deployment's value by its tag.";
      type = types.attrsOf types.optionType;
      default = { };
    };
    refuse-target = mkOption {
      description = ''
        Fails for a deployment that is none: called with its location, what it is defined as,
        the known targets and a message.
      '';
      type = types.raw;
      internal = true;
      default =
        _loc: _value: _targets: message:
        throw message;
    };
    deployment-type = mkOption {
      description = ''
        The type of a deployment: `{ <target> = …; }` with exactly one known target, or an
        attribute set of such deployments by machine name. A NixOps4 deployment module
        without a target is taken as it is.
      '';
      type = types.optionType;
      readOnly = true;
      internal = true;
      default = lib.mkOptionType {
        name = "deployment";
        description = "deployment (${quoted tags}, or such deployments by machine name)";
        descriptionClass = "composite";
        check = value: builtins.isAttrs value || builtins.isPath value || lib.isFunction value;
        inherit merge;
        getSubOptions = targeted.getSubOptions;
        nestedTypes = {
          targets = targeted;
          machines = types.attrsOf machine;
        };
      };
    };
  };

  config.deployment-targets = {
    ssh-host = types.submodule {
      options = {
        system = mkOption {
          description = "The platform of the machine.";
          type = types.str;
          default = "x86_64-linux";
        };
        ssh = mkOption {
          description = "How the machine is reached.";
          type = types.submodule ssh;
        };
        inherit nixos-configuration;
      };
    };
    nixos = types.submodule { options = { inherit nixos-configuration; }; };
    tf = types.attrsOf types.anything;
    nixops4 = types.deferredModule;
  };
}
