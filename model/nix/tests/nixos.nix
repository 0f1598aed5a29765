# NixOS configurations without nixpkgs: the options that are known, and those that are not.
let
  lib = import <fedic/lib>;

  pkgs =
    (import <fedic/model/frame.nix> {
      modules = [
        (
          { lib, pkgs, ... }:
          {
            options.pkgs = lib.mkOption {
              type = lib.types.raw;
              default = pkgs;
            };
          }
        )
      ];
    }).config.pkgs;

  nixos = import <fedic/model/nixos> { inherit lib; } pkgs;

  # What is said, without what nobody said.
  said = module: known (nixos module).said;

  known =
    value:
    if builtins.isAttrs value && value._type or null == "defined" then
      known value.value
    else if builtins.isAttrs value && !(lib.isDerivation value) then
      lib.filterAttrs (_: it: it != null) (builtins.mapAttrs (_: member) value)
    else if builtins.isList value then
      map known value
    else
      value;

  member =
    value:
    if !builtins.isAttrs value then
      value
    else if value._type or null == "undefined" then
      null
    else if value._type or null == "defined" then
      known value
    else
      let
        inner = known value;
      in
      if inner == { } then null else inner;

  failed =
    module: map (it: it.assertion.message) (builtins.filter (it: !it.assertion.assertion) (nixos module).assertions);

  mastodon = {
    enable = true;
    localDomain = "social.example.org";
    streamingProcesses = 3;
    smtp.fromAddress = "mastodon@example.org";
  };
in
{
  test-defaults-are-not-said = {
    expr = said { services.mastodon = mastodon; };
    expected.services.mastodon = mastodon;
  };

  test-an-unknown-option-is-refused-where-all-are-known = {
    expr = said { services.mastodon.enabel = true; };
    expectedError.msg = "option `services.mastodon.enabel' does not exist";
  };

  test-an-unknown-option-of-a-submodule-is-refused = {
    expr = said { services.nginx.virtualHosts."example.org".forceSLL = true; };
    expectedError.msg = "forceSLL' does not exist";
  };

  test-an-unknown-service-passes = {
    expr = said { services.unknown-thing.enable = true; };
    expected.services.unknown-thing.enable = true;
  };

  test-a-known-service-beside-an-unknown-one = {
    expr = said {
      services.unknown-thing.port = 80;
      services.nginx.enable = true;
    };
    expected.services = {
      unknown-thing.port = 80;
      nginx.enable = true;
    };
  };

  test-a-wrong-type-is-refused = {
    expr = (nixos { services.mastodon.webPort = "80"; }).said.services.mastodon.webPort;
    expectedError.msg = "services.mastodon.webPort' is not of type";
  };

  test-modules-see-defaults-of-what-nobody-defines = {
    expr = said ({ config, ... }: { example = config.services.garage.settings.data_dir; });
    expected.example = "/var/lib/garage/data";
  };

  test-modules-see-derived-defaults = {
    expr = said (
      { config, ... }:
      {
        services.mastodon.database.createLocally = false;
        example = config.services.mastodon.database.port;
      }
    );
    expected = {
      services.mastodon.database.createLocally = false;
      example = 5432;
    };
  };

  test-names-may-depend-on-other-values = {
    expr = said (
      { config, lib, ... }:
      {
        users.users.ada.isNormalUser = true;
        services = lib.mkMerge (
          lib.mapAttrsToList (name: _: { nginx.virtualHosts.${name}.default = true; }) config.users.users
        );
      }
    );
    expected = {
      users.users.ada.isNormalUser = true;
      services.nginx.virtualHosts.ada.default = true;
    };
  };

  test-ports-are-joined-sorted-and-unique = {
    expr = said {
      imports = [ { networking.firewall.allowedTCPPorts = [ 80 ]; } ];
      networking.firewall.allowedTCPPorts = [
        443
        80
      ];
    };
    expected.networking.firewall.allowedTCPPorts = [
      80
      443
    ];
  };

  test-priorities-count-below-a-service = {
    expr = said {
      imports = [ { services.nginx = lib.mkDefault { clientMaxBodySize = "1m"; }; } ];
      services.nginx.enable = true;
    };
    expected.services.nginx = {
      enable = true;
      clientMaxBodySize = "1m";
    };
  };

  test-modules-may-declare-more = {
    expr = said (
      { lib, ... }:
      {
        options.services.garage.ensureBuckets = lib.mkOption { type = lib.types.attrsOf lib.types.anything; };
        config.services.garage.ensureBuckets.media.website = true;
      }
    );
    expected.services.garage.ensureBuckets.media.website = true;
  };

  test-a-host-without-settings-is-a-host = {
    expr = said { services.nginx.virtualHosts."example.org" = { }; };
    expected.services.nginx.virtualHosts."example.org" = { };
  };

  test-an-optional-submodule-shows-what-was-said = {
    expr = said { services.pixelfed.nginx.forceSSL = true; };
    expected.services.pixelfed.nginx.forceSSL = true;
  };

  test-required-values-are-wanted = {
    expr = (nixos { services.mastodon = removeAttrs mastodon [ "localDomain" ]; }).wanted;
    expectedError.msg = "services.mastodon.localDomain";
  };

  test-nothing-is-wanted-of-what-is-off = {
    expr = (nixos { services.mastodon.webPort = 80; }).wanted;
    expected = [ ];
  };

  test-good-settings-fail-no-assertion = {
    expr = failed { services.mastodon = mastodon; };
    expected = [ ];
  };

  test-a-socket-has-no-host = {
    expr = map (it: it.about) (
      builtins.filter (it: !it.assertion.assertion) (nixos {
        services.mastodon = mastodon // {
          redis.host = "redis.example.org";
        };
      }).assertions
    );
    expected = [
      [
        [
          "services"
          "mastodon"
          "redis"
          "host"
        ]
      ]
    ];
  };

  test-secrets-do-not-go-to-the-store = {
    expr = builtins.length (failed {
      services.peertube = {
        enable = true;
        localDomain = "video.example.org";
        secrets.secretsFile = ./nixos.nix;
        database.createLocally = true;
        redis.createLocally = true;
      };
    });
    expected = 1;
  };

  test-one-way-of-tls = {
    expr = failed {
      security.acme.acceptTerms = true;
      services.nginx = {
        enable = true;
        virtualHosts."example.org" = {
          enableACME = true;
          forceSSL = true;
          addSSL = true;
        };
      };
    };
    expected = [
      "Of `addSSL`, `onlySSL`, `forceSSL` and `rejectSSL` of `services.nginx.virtualHosts.\"example.org\"` at most one can be set"
    ];
  };

  test-own-assertions-and-warnings = {
    expr =
      let
        it = nixos {
          assertions = [
            {
              assertion = false;
              message = "no";
            }
          ];
          warnings = [ "careful" ];
        };
      in
      [
        (map (it: it.assertion.message) it.assertions)
        it.warnings
        (known it.said)
      ];
    expected = [
      [ "no" ]
      [ "careful" ]
      { }
    ];
  };
}
