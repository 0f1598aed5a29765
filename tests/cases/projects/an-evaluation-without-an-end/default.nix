(import <nixpkgs/lib>).evalModules { modules = [ ./module.nix ]; }
