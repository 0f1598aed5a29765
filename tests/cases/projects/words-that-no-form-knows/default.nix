# `meta.ui` says what forms show, and nothing else.
(import <fedic/lib>).evalModules { modules = [ ./options.nix ]; }
