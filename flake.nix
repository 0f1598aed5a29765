{
  description = "fedic: a compiler and language server for descriptions of hosted services";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs, ... }:
    let
      inherit (self) packages;
      manifest = builtins.fromTOML (builtins.readFile ./Cargo.toml);
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      forAllSystems =
        make:
        builtins.listToAttrs (
          map (system: {
            name = system;
            value = make system nixpkgs.legacyPackages.${system};
          }) systems
        );
      fedic =
        pkgs:
        pkgs.rustPlatform.buildRustPackage {
          pname = "fedic";
          inherit (manifest.workspace.package) version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          cargoBuildFlags = [ "--package=fedic" ];
          # The tests that cross crates bring their own Nix and editors: `checks.tests` is for the rest.
          doCheck = false;
          meta = {
            description = "A compiler and language server for descriptions of hosted services";
            mainProgram = "fedic";
          };
        };
      # What `checks.fedic` of a flake-parts flake runs: all mistakes of the project, none may remain.
      projectCheck =
        { pkgs, package, source }:
        pkgs.runCommand "fedic-check" { nativeBuildInputs = [ package ]; } ''
          cd ${source}
          fedic check
          touch $out
        '';
    in
    {
      packages = forAllSystems (
        system: pkgs: rec {
          fedic = self.lib.fedicFor pkgs;
          default = fedic;
        }
      );

      devShells = forAllSystems (
        system: pkgs: {
          default = pkgs.mkShell {
            packages = [
              pkgs.cargo
              pkgs.cargo-nextest
              pkgs.clippy
              pkgs.neovim
              pkgs.nix
              pkgs.rustc
              pkgs.rustfmt
            ];
          };
        }
      );

      checks = forAllSystems (
        system: pkgs: {
          inherit (packages.${system}) fedic;
          tests = packages.${system}.fedic.overrideAttrs {
            doCheck = true;
            cargoTestFlags = [
              "--workspace"
              "--exclude=fedic-tests"
            ];
          };
          catalogue = projectCheck {
            inherit pkgs;
            package = packages.${system}.fedic;
            source = "${self}/model/nix";
          };
        }
      );

      lib = {
        fedicFor = fedic;
        inherit projectCheck;
      };

      # For flakes made with flake-parts: `imports = [ inputs.fedic.flakeModules.default ];`
      # adds `checks.<system>.fedic`, which checks the project in the flake's own folder.
      flakeModules.default =
        { self, ... }:
        {
          perSystem =
            { pkgs, system, ... }:
            {
              checks.fedic = projectCheck {
                inherit pkgs;
                package = packages.${system}.fedic;
                source = self;
              };
            };
        };
    };
}
