# One machine for everything, reached by ssh.
{ lib, ... }:
{
  environments.single-machine =
    { config, ... }:
    let
      shell = config.resources.operator-shell.login-shell;
      server = config.resources.server.machine;
    in
    {
      resources = {
        operator-shell.login-shell.username = "operator";
        server.machine.host = "server.example.org";

        buckets.s3-bucket.domain = "garage.example.org";
        caches.redis = { };
        copies.backup = {
          repository = "sftp:backup@backup.example.org:/srv/copies";
          password.file = "/run/keys/backup";
        };
        databases.postgresql = { };
        mail.smtp-relay = {
          host = "smtp.example.org";
          username = "fediverse";
          password.file = "/run/keys/smtp";
        };
        names.dns-record.host = "server.example.org";
        secrets.secret = { };
        tables.mariadb = { };
        web.web-endpoint.e-mail = "hostmaster@example.org";
      };

      implementation =
        { required-resources, deployment-name }:
        let
          requests = config.by-kind required-resources;
          machine = server.apply requests.machine;
          serving = import ./serving.nix { inherit lib; } config required-resources [
            "backup"
            "dns-record"
            "mariadb"
            "postgresql"
            "redis"
            "s3-bucket"
            "secret"
            "smtp-relay"
            "web-endpoint"
          ];
        in
        import ./deploy.nix { inherit lib; } deployment-name machine (
          [
            machine.nixos
            { users.users = shell.apply requests.login-shell; }
          ]
          ++ serving
        );
    };
}
