# A module in which the argument `granted` has a value of its own: so modules of several
# applications can meet on one machine, each knowing what its application was given.
{ lib }:
let
  with-granted =
    granted: module:
    if builtins.isPath module || builtins.isString module then
      {
        _file = toString module;
        imports = [ (with-granted granted (import module)) ];
      }
    else if lib.isFunction module then
      lib.setFunctionArgs (arguments: with-granted granted (module (arguments // { inherit granted; }))) (
        removeAttrs (lib.functionArgs module) [ "granted" ]
      )
    else if module ? imports then
      module // { imports = map (with-granted granted) module.imports; }
    else
      module;
in
with-granted
