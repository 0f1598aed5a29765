# The options of both submodules have names that mean something in modules. Only the second
# takes them for that.
let
  lib = import <nixpkgs/lib>;
  modules = [
    {
      options.config = lib.mkOption { type = lib.types.str; };
      options.imports = lib.mkOption {
        type = lib.types.listOf lib.types.str;
        default = [ ];
      };
    }
  ];
in
lib.evalModules {
  modules = [
    {
      options.plain = lib.mkOption {
        type = lib.types.submoduleWith {
          inherit modules;
          shorthandOnlyDefinesConfig = true;
        };
      };
      options.full = lib.mkOption { type = lib.types.submoduleWith { inherit modules; }; };
    }
  ];
}
