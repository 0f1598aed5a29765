# PeerTube, as NixOS runs it.
{
  config,
  options,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;
  cfg = config.services.peertube;
  opt = options.services.peertube;

  isStored = path: path != null && lib.hasPrefix builtins.storeDir (toString path);

  unstored = name: value: option: {
    assertion = builtins.isPath value == false && !(isStored value);
    message = "`services.peertube.${name}` is a file in the store, which everybody can read: it must be a path on the machine, as a string";
    about = [ option ];
  };
in
{
  options.services.peertube = {
    enable = flag false "Whether PeerTube runs here.";
    user = option types.str "peertube" "The user that it runs as.";
    group = option types.str "peertube" "The group that it runs as.";
    localDomain = mkOption {
      description = "The domain of the instance.";
      type = types.str;
      example = "video.example.org";
    };
    listenHttp = option types.port 9000 "The port that it listens on.";
    listenWeb = option types.port 9000 "The port that visitors see: 443 behind TLS.";
    enableWebHttps = flag false "Whether visitors see https.";
    dataDirs = option (types.listOf types.path) [ ] "Further folders that it may write to.";
    serviceEnvironmentFile =
      option (types.nullOr types.path) null
        "A file with environment of the service.";
    settings = option types.json { } "The configuration file of PeerTube.";
    configureNginx = flag false "Whether nginx is set up in front of it, without TLS.";
    secrets.secretsFile =
      option (types.nullOr types.path) null
        "A file with the secret that is the base of all others.";
    database = {
      createLocally = flag false "Whether a database is set up for it.";
      host = option (if cfg.database.createLocally then types.str else types.nullOr types.str) (
        if cfg.database.createLocally then "/run/postgresql" else null
      ) "The host of the database, or the folder of its socket.";
      port = option types.port 5432 "The port of the database.";
      name = option types.str "peertube" "The name of the database.";
      user = option types.str "peertube" "The user of the database.";
      passwordFile = option (types.nullOr types.path) null "A file with that user's password.";
    };
    redis = {
      createLocally = flag false "Whether a Redis is set up for it.";
      host = option (types.nullOr types.str) (
        if cfg.redis.createLocally && !cfg.redis.enableUnixSocket then "127.0.0.1" else null
      ) "Where Redis is.";
      port = option (types.nullOr types.port) (
        if cfg.redis.createLocally && cfg.redis.enableUnixSocket then null else 31638
      ) "The port of Redis.";
      passwordFile = option (types.nullOr types.path) null "A file with the password of Redis.";
      enableUnixSocket = flag cfg.redis.createLocally "Whether Redis is reached by a socket.";
    };
    smtp = {
      createLocally = flag false "Whether a Postfix is set up for it.";
      passwordFile = option (types.nullOr types.path) null "A file with the password of the mail server.";
    };
    package = option types.package pkgs.peertube "The PeerTube that runs.";
  };

  config = lib.mkIf cfg.enable {
    wanted = [ { inherit (cfg) localDomain; } ];
    assertions = [
      (unstored "serviceEnvironmentFile" cfg.serviceEnvironmentFile opt.serviceEnvironmentFile)
      (unstored "secrets.secretsFile" cfg.secrets.secretsFile opt.secrets.secretsFile)
      (unstored "database.passwordFile" cfg.database.passwordFile opt.database.passwordFile)
      (unstored "redis.passwordFile" cfg.redis.passwordFile opt.redis.passwordFile)
      (unstored "smtp.passwordFile" cfg.smtp.passwordFile opt.smtp.passwordFile)
      {
        assertion = cfg.secrets.secretsFile != null;
        message = "PeerTube needs a secret: `services.peertube.secrets.secretsFile` must be set";
        about = [ opt.enable ];
      }
      {
        assertion = cfg.database.createLocally || cfg.database.host != null;
        message = "PeerTube's database is not local: `services.peertube.database.host` must say where it is";
        about = [
          opt.database.host
          opt.database.createLocally
          opt.enable
        ];
      }
      {
        assertion = cfg.redis.enableUnixSocket || cfg.redis.host != null && cfg.redis.port != null;
        message = "PeerTube reaches a Redis without a socket by `services.peertube.redis.host` and `.port`: both must be set";
        about = [
          opt.redis.enableUnixSocket
          opt.redis.createLocally
          opt.enable
        ];
      }
      {
        assertion = !cfg.redis.enableUnixSocket || cfg.redis.host == null && cfg.redis.port == null;
        message = "PeerTube reaches its Redis by a socket: `services.peertube.redis.host` and `.port` must not be set";
        about = [
          opt.redis.host
          opt.redis.port
          opt.redis.enableUnixSocket
        ];
      }
    ];
  };
}
