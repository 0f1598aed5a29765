# PeerTube on a machine: settings and what was granted, as options of NixOS.
{ lib }:
settings:
{ granted, ... }:
let
  units = import ../../units.nix { inherit lib; };
  file = import ./settings.nix { inherit lib; };
  inherit (granted)
    cache
    database
    key
    mail
    media
    web
    ;

  secrets = "/run/peertube-keys/environment";
in
{
  services.peertube = {
    enable = true;
    configureNginx = true;
    localDomain = web.hostname;
    enableWebHttps = true;
    listenWeb = 443;
    secrets.secretsFile = key.path;
    serviceEnvironmentFile = secrets;
    settings = file settings granted;

    database =
      if database.local then
        {
          createLocally = true;
          name = database.database;
          inherit (database) user;
        }
      else
        {
          createLocally = false;
          inherit (database) host port user;
          name = database.database;
          passwordFile = database.password-file;
        };

    redis =
      if cache.unix-socket != null then
        {
          createLocally = true;
          enableUnixSocket = true;
        }
      else
        {
          createLocally = false;
          enableUnixSocket = false;
          inherit (cache) host port;
          passwordFile = cache.password-file;
        };

    smtp = {
      createLocally = false;
      passwordFile = mail.password-file;
    };
  };

  networking.firewall.allowedTCPPorts = lib.optional settings.live.enable 1935;

  systemd.services.peertube-keys = units.environment-file {
    description = "Keys of PeerTube's bucket and its first password";
    path = secrets;
    variables = {
      PEERTUBE_OBJECT_STORAGE_CREDENTIALS_ACCESS_KEY_ID = media.access-key-id-file;
      PEERTUBE_OBJECT_STORAGE_CREDENTIALS_SECRET_ACCESS_KEY = media.secret-access-key-file;
    }
    # Used at the first start only, by the user `root`.
    // lib.optionalAttrs (granted ? password) { PT_INITIAL_ROOT_PASSWORD = granted.password.path; };
    for = [ "peertube.service" ];
    after = media.units ++ granted.password.units or [ ];
  };
}
