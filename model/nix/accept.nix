# A value for a part of the model: the settings of an application, a request, a policy.
{
  # The evaluated model, as `lib.evalModules` gives it.
  model,
  # Which part, and of what.
  part,
  name,
  # The value as definitions, and what it is called.
  definitions,
  file,
}:
let
  lib = import <fedic/lib>;
  inherit (model) config;
  modules = {
    application = config.applications.${name}.module;
    request = config.resources.${name}.request;
    policy = config.resources.${name}.policy;
  };
in
{
  taken =
    (lib.evalModules {
      modules = [
        modules.${part}
        {
          _file = file;
          config = definitions;
        }
      ];
    }).config;
}
