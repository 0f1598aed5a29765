# A tree of modules as a model.
(import <fedic/lib>).evalModules { modules = [ ./options.nix ]; }
