{ operator.module = ./options.nix; operator.configure = _: { }; }
