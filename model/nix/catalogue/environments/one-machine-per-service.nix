# A machine for each application and one for the object store, with an authority for
# certificates of the provider's own.
{ lib, ... }:
{
  environments.one-machine-per-service =
    { config, name, ... }:
    let
      serving = import ./serving.nix { inherit lib; } config;
      shell = config.resources.operator-shell.login-shell;
      web = config.resources.web.web-endpoint;

      machineOf =
        application:
        if config.resources ? ${application} then
          config.resources.${application}.machine
        else
          throw "the environment `${name}` has no machine for `${application}`: offer one of that name";

      deploy = import ./deploy.nix { inherit lib; };

      # The machine of one application, and what serves it there.
      application =
        name: requests:
        let
          own = {
            ${name} = requests;
          };
          by-kind = config.by-kind own;
          machine = (machineOf name).apply by-kind.machine;
        in
        deploy name machine (
          [ machine.nixos ]
          ++ lib.optional (by-kind.login-shell.resources != { }) {
            users.users = shell.apply by-kind.login-shell;
          }
          ++ serving own [
            "backup"
            "dns-record"
            "mariadb"
            "postgresql"
            "redis"
            "secret"
            "smtp-relay"
            "web-endpoint"
          ]
        );

      # The machine of the object store, which has no application of its own.
      store =
        required:
        deploy "garage" ((machineOf "garage").apply { resources = { }; }) (
          [ web.nixos ] ++ serving required [ "s3-bucket" ]
        );

      asks =
        kind: requests: builtins.any (request: request ? ${kind}) (lib.attrValues requests.resources);
    in
    {
      resources = {
        garage.machine.host = "garage.hosts.example.org";
        hello.machine.host = "hello.hosts.example.org";
        mastodon.machine.host = "mastodon.hosts.example.org";
        peertube.machine.host = "peertube.hosts.example.org";
        pixelfed.machine.host = "pixelfed.hosts.example.org";

        buckets.s3-bucket = {
          domain = "garage.example.org";
          capacity-gib = 500;
          # The same files on the store's machine and on those of the applications.
          keys = "/run/keys/garage";
          make-keys = false;
        };
        caches.redis = { };
        copies.backup = {
          repository = "sftp:backup@backup.example.org:/srv/copies";
          password.credential = "backup";
        };
        databases.postgresql = { };
        mail.smtp-relay = {
          host = "smtp.example.org";
          username = "fediverse";
          password.credential = "smtp";
        };
        names.dns-record = {
          host = "hello.hosts.example.org";
          hosts = {
            mastodon = "mastodon.hosts.example.org";
            peertube = "peertube.hosts.example.org";
            pixelfed = "pixelfed.hosts.example.org";
          };
          server = "ns1.example.org";
          key.credential = "dns-updates";
        };
        operator-shell.login-shell.username = "operator";
        secrets.secret = { };
        tables.mariadb = { };
        web.web-endpoint = {
          e-mail = "hostmaster@example.org";
          acme-server = "https://acme.example.org/dir";
        };
      };

      implementation =
        required:
        lib.mapAttrs application (lib.filterAttrs (_: asks "machine") required)
        // lib.optionalAttrs (lib.any (asks "s3-bucket") (lib.attrValues required)) {
          garage = store required;
        };
    };
}
