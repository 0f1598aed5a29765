# The modules of NixOS that are declared here, by the options below which they declare theirs.
# Each file is a function like a NixOS module. `options` and `config` in it are what they are
# there, but for two things: `wanted` are sets of values that the module cannot do without, and an
# assertion may say which options it is `about`.
{
  services = {
    garage = ./services/garage.nix;
    mastodon = ./services/mastodon.nix;
    mysql = ./services/mysql.nix;
    nginx = ./services/nginx.nix;
    peertube = ./services/peertube.nix;
    pixelfed = ./services/pixelfed.nix;
    postgresql = ./services/postgresql.nix;
    redis = ./services/redis.nix;
  };
  security.acme = ./security/acme.nix;
  networking.firewall = ./networking/firewall.nix;
  users = {
    users = ./users/users.nix;
    groups = ./users/groups.nix;
  };
  systemd = {
    services = ./systemd/services.nix;
    timers = ./systemd/timers.nix;
    tmpfiles = ./systemd/tmpfiles.nix;
  };
}
