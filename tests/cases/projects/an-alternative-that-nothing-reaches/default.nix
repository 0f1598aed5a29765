# Of several alternatives the first whose kind fits has a value for good.
(import <fedic/lib>).evalModules { modules = [ ./options.nix ]; }
