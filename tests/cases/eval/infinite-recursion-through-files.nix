import ./fixtures/cycle-a.nix
