it: it <= import ./limit.nix
