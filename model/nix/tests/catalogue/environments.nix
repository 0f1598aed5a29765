# Both environments of the catalogue, for the same configuration.
let
  lib = import <fedic/lib>;
  inherit (import ./deployed.nix) refused several single;

  applications = {
    hello.enable = true;
    mastodon = {
      enable = true;
      hostname = "social.example.org";
    };
    peertube = {
      enable = true;
      hostname = "video.example.org";
    };
    pixelfed = {
      enable = true;
      hostname = "pictures.example.org";
    };
  };
  together = single applications;
  apart = several applications;

  enabled = machine: lib.attrNames (lib.filterAttrs (_: service: service.enable or false) machine.services);
in
{
  single-machine = {
    test-everything-runs-there = {
      expr = enabled together;
      expected = [
        "garage"
        "mastodon"
        "mysql"
        "mysqlBackup"
        "nginx"
        "openssh"
        "peertube"
        "pixelfed"
        "postgresql"
        "postgresqlBackup"
      ];
    };
    test-databases-of-all-share-a-server = {
      expr = lib.sort lib.lessThan together.services.postgresql.ensureDatabases;
      expected = [
        "mastodon"
        "peertube"
      ];
    };
    test-each-name-has-its-host = {
      expr = lib.attrNames together.services.nginx.virtualHosts;
      expected = [
        "mastodon-media.web.garage.example.org"
        "peertube-media.web.garage.example.org"
        "pictures.example.org"
        "pixelfed-media.web.garage.example.org"
        "s3.garage.example.org"
        "social.example.org"
        "video.example.org"
      ];
    };
    test-without-applications-there-is-little = {
      expr = enabled (single { });
      expected = [ "openssh" ];
    };
  };

  one-machine-per-service = {
    test-the-machines = {
      expr = lib.mapAttrs (_: machine: lib.remove "openssh" (enabled machine)) apart;
      expected = {
        garage = [
          "garage"
          "nginx"
        ];
        hello = [ ];
        mastodon = [
          "mastodon"
          "nginx"
          "postgresql"
          "postgresqlBackup"
        ];
        peertube = [
          "nginx"
          "peertube"
          "postgresql"
          "postgresqlBackup"
        ];
        pixelfed = [
          "mysql"
          "mysqlBackup"
          "nginx"
          "pixelfed"
        ];
      };
    };
    test-the-store-has-all-buckets = {
      expr = lib.filter (lib.hasPrefix "garage-bucket-") (lib.attrNames apart.garage.systemd.services);
      expected = [
        "garage-bucket-mastodon-media"
        "garage-bucket-peertube-media"
        "garage-bucket-pixelfed-media"
      ];
    };
    test-applications-reach-the-store-by-its-name = {
      expr = {
        mastodon = apart.mastodon.services.mastodon.extraConfig.S3_ENDPOINT;
        peertube = apart.peertube.services.peertube.settings.object_storage.endpoint;
        pixelfed = apart.pixelfed.services.pixelfed.settings.AWS_ENDPOINT;
      };
      expected = lib.genAttrs [ "mastodon" "peertube" "pixelfed" ] (_: "https://s3.garage.example.org");
    };
    test-certificates-are-the-providers-own = {
      expr = lib.mapAttrs (_: machine: machine.security.acme.defaults.server) (
        removeAttrs apart [ "hello" ]
      );
      expected = lib.genAttrs [ "garage" "mastodon" "peertube" "pixelfed" ] (
        _: "https://acme.example.org/dir"
      );
    };
    test-names-stand-for-the-machine-of-the-application = {
      expr = lib.hasInfix "CNAME peertube.hosts.example.org." apart.peertube.systemd.services.dns-record-peertube-name.script;
      expected = true;
    };
    test-nobody-needs-a-store-without-buckets = {
      expr = lib.attrNames (several { hello.enable = true; });
      expected = [ "hello" ];
    };
  };

  test-nixos-has-nothing-against-them = {
    expr = lib.concatMap (environment: lib.concatLists (lib.attrValues (refused environment applications))) [
      "single-machine"
      "one-machine-per-service"
    ];
    expected = [ ];
  };

  test-only-one-has-the-users-shell-of-all = {
    expr = {
      together = lib.attrNames together.users.users;
      apart = lib.attrNames (lib.filterAttrs (_: machine: machine ? users.users) apart);
    };
    expected = {
      together = [ "operator" ];
      apart = [ "hello" ];
    };
  };
}
