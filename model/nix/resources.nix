# Kinds of resources: what an application can ask for, and how a provider grants it.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;

  # What every policy has, beside what the kind adds to it.
  policy =
    policy@{ options, ... }:
    {
      _class = "fediversity-resource-policy";
      options.resource-type = mkOption {
        description = "The type of what an application is granted.";
        type = types.optionType;
      };
      options.apply = mkOption {
        description = ''
          Grants requests. It is called with `{ resources.<id>.<kind> = request; }`, all of
          this kind, and gives a value of `resource-type`.
        '';
        type = types.functionTo policy.config.resource-type;
        apply = apply: requests: config.recorder options.apply.loc requests (apply requests);
      };
    };

  kind = {
    _class = "fediversity-resource";
    options = {
      description = mkOption {
        description = "What it is, for developers and providers.";
        type = types.str;
      };
      request = mkOption {
        description = "The options by which an application says what it needs, as a module.";
        type = types.deferredModuleWith {
          staticModules = [ { _class = "fediversity-resource-request"; } ];
        };
      };
      policy = mkOption {
        description = ''
          The options by which a provider says how it is made available, as a module. It
          also says what an application is granted: `resource-type` and `apply`.
        '';
        type = types.deferredModuleWith { staticModules = [ policy ]; };
      };
    };
  };

  # One choice of a kind, with what the kind declares for it.
  tagged =
    class: module:
    types.attrTag (
      lib.mapAttrs (
        _: resource:
        mkOption {
          inherit (resource) description;
          type = types.submoduleWith {
            inherit class;
            shorthandOnlyDefinesConfig = true;
            modules = [ resource.${module} ];
          };
        }
      ) config.resources
    );
in
{
  options = {
    resources = mkOption {
      description = "Kinds of things that an application can need, by name.";
      type = types.attrsOf (
        types.submoduleWith {
          class = "fediversity-resource";
          shorthandOnlyDefinesConfig = true;
          modules = [ kind ];
        }
      );
      default = { };
    };
    requests-type = mkOption {
      description = "The type of an application's requests: `{ resources.<id>.<kind> = request; }`.";
      type = types.optionType;
      readOnly = true;
      internal = true;
      default = types.submodule {
        options.resources = mkOption {
          description = "Requests by id; each is of exactly one kind.";
          type = types.attrsOf (tagged "fediversity-resource-request" "request");
          default = { };
        };
      };
    };
    offers-type = mkOption {
      description = "The type of what an environment offers: `{ <name>.<kind> = policy; }`.";
      type = types.optionType;
      readOnly = true;
      internal = true;
      default = types.attrsOf (tagged "fediversity-resource-policy" "policy");
    };
    recorder = mkOption {
      description = ''
        Sees what policies grant: called with the location of the policy's `apply`, the
        requests and the result, it gives the result.
      '';
      type = types.raw;
      internal = true;
      default =
        _policy: _requests: granted:
        granted;
    };
  };
}
