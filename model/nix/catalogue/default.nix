# The catalogue: kinds of resources, applications, environments, and a front for operators.
{
  imports = [
    ./resources/backup.nix
    ./resources/dns-record.nix
    ./resources/login-shell.nix
    ./resources/machine.nix
    ./resources/mariadb.nix
    ./resources/postgresql.nix
    ./resources/redis.nix
    ./resources/s3-bucket
    ./resources/secret.nix
    ./resources/smtp-relay.nix
    ./resources/web-endpoint.nix
    ./applications/hello.nix
    ./applications/mastodon
    ./applications/peertube
    ./applications/pixelfed
    ./environments/one-machine-per-service.nix
    ./environments/single-machine.nix
    ./operator.nix
  ];
}
