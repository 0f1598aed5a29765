# Mastodon, as NixOS runs it.
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
  cfg = config.services.mastodon;
  opt = options.services.mastodon;

  secrets = "/var/lib/mastodon/secrets";

  redisIsLocal = cfg.redis.createLocally && cfg.redis.enableUnixSocket;

  job-classes = [
    "default"
    "fasp"
    "push"
    "pull"
    "mailers"
    "scheduler"
    "ingress"
  ];

  schedulers = lib.filterAttrs (
    _: process: process.jobClasses == [ ] || builtins.elem "scheduler" process.jobClasses
  ) cfg.sidekiqProcesses;
in
{
  options.services.mastodon = {
    enable = flag false "Whether Mastodon runs here.";
    configureNginx = flag false "Whether nginx is set up in front of it.";
    user = option types.str "mastodon" "The user that it runs as.";
    group = option types.str "mastodon" "The group that it runs as.";
    localDomain = mkOption {
      description = "The domain of the instance; it can never change.";
      type = types.str;
      example = "social.example.org";
    };
    streamingProcesses = mkOption {
      description = "Processes of the streaming service; one less than there are cores is fine.";
      type = types.ints.positive;
      example = 3;
    };
    webPort = option types.port 55001 "The port of the web process, where it has no socket.";
    sidekiqPort = option types.port 55002 "The port of the background jobs.";
    webProcesses = option types.int 2 "Processes that answer requests.";
    webThreads = option types.int 5 "Threads of each of them.";
    sidekiqThreads = option types.int 25 "Threads of background jobs, where a process does not say.";
    sidekiqProcesses =
      option
        (types.attrsOf (
          types.submodule {
            options = {
              jobClasses = mkOption {
                description = "The kinds of jobs that it takes; none means all.";
                type = types.listOf (types.enum job-classes);
              };
              threads = mkOption {
                description = "Its threads; null for `sidekiqThreads`.";
                type = types.nullOr types.int;
              };
            };
          }
        ))
        {
          all = {
            jobClasses = [ ];
            threads = null;
          };
        }
        "Processes of background jobs, by name.";
    vapidPublicKeyFile = option types.str "${secrets}/vapid-public-key" "The public key of push messages.";
    vapidPrivateKeyFile = option types.str "${secrets}/vapid-private-key" "The private key of push messages.";
    activeRecordEncryptionDeterministicKeyFile =
      option types.str "${secrets}/active-record-encryption-deterministic-key"
        "A key of the encrypted columns.";
    activeRecordEncryptionKeyDerivationSaltFile =
      option types.str "${secrets}/active-record-encryption-key-derivation-salt"
        "The salt of the encrypted columns' keys.";
    activeRecordEncryptionPrimaryKeyFile =
      option types.str "${secrets}/active-record-encryption-primary-key"
        "The main key of the encrypted columns.";
    secretKeyBaseFile = option types.str "${secrets}/secret-key-base" "The key that sessions are signed with.";
    trustedProxy = option types.str "127.0.0.1" "The address that the proxy speaks from.";
    enableUnixSocket = flag true "Whether the web process listens on a socket instead of a port.";
    redis = {
      createLocally = flag true "Whether a Redis is set up for it.";
      host = option (types.nullOr types.str) (
        if cfg.redis.createLocally && !cfg.redis.enableUnixSocket then "127.0.0.1" else null
      ) "Where Redis is.";
      port = option (types.nullOr types.port) (
        if cfg.redis.createLocally && !cfg.redis.enableUnixSocket then 31637 else null
      ) "The port of Redis.";
      passwordFile = option (types.nullOr types.path) null "A file with the password of Redis.";
      enableUnixSocket = flag true "Whether Redis is reached by a socket.";
    };
    database = {
      createLocally = flag true "Whether a database is set up for it.";
      host = option types.str "/run/postgresql" "The host of the database, or the folder of its socket.";
      port = option (types.nullOr types.port) (
        if cfg.database.createLocally then null else 5432
      ) "The port of the database.";
      name = option types.str "mastodon" "The name of the database.";
      user = option types.str "mastodon" "The user of the database.";
      passwordFile = option (types.nullOr types.path) null "A file with that user's password.";
    };
    smtp = {
      createLocally = flag true "Whether a Postfix is set up for it.";
      authenticate = flag false "Whether the mail server wants a password.";
      host = option types.str "127.0.0.1" "The mail server.";
      port = option types.port 25 "Its port.";
      fromAddress = mkOption {
        description = "The address that mail comes from.";
        type = types.str;
        example = "mastodon@example.org";
      };
      user = option (types.nullOr types.str) null "The user at the mail server.";
      passwordFile = option (types.nullOr types.path) null "A file with that user's password.";
    };
    elasticsearch = {
      host = option (types.nullOr types.str) null "Where Elasticsearch is; null for no full-text search.";
      port = option types.port 9200 "Its port.";
      prefix = option (types.nullOr types.str) null "What the names of its indices begin with.";
      preset = option (types.enum [
        "single_node_cluster"
        "small_cluster"
        "large_cluster"
      ]) "single_node_cluster" "How large it is.";
      user = option (types.nullOr types.str) null "The user there.";
      passwordFile = option (types.nullOr types.path) null "A file with that user's password.";
    };
    package = option types.package pkgs.mastodon "The Mastodon that runs.";
    extraConfig = option types.attrs { } "Environment of every process. Everybody can read it.";
    extraEnvFiles = option (types.listOf types.path) [ ] "Files with environment of every process.";
    automaticMigrations = flag true "Whether the database is migrated at start.";
    mediaAutoRemove = {
      enable = flag true "Whether old media of others are removed.";
      startAt = option types.str "daily" "When.";
      olderThanDays = option types.int 30 "How old they must be, in days.";
    };
  };

  config = lib.mkIf cfg.enable {
    wanted = [
      {
        inherit (cfg) localDomain streamingProcesses;
        inherit (cfg.smtp) fromAddress;
      }
    ];
    assertions = [
      {
        assertion = redisIsLocal || cfg.redis.host != null && cfg.redis.port != null;
        message = "Mastodon reaches a Redis that is not local, or has no socket, by `services.mastodon.redis.host` and `.port`: both must be set";
        about = [
          opt.redis.host
          opt.redis.port
          opt.redis.createLocally
          opt.redis.enableUnixSocket
        ];
      }
      {
        assertion =
          !redisIsLocal
          || cfg.redis.host == null && cfg.redis.port == null && cfg.redis.passwordFile == null;
        message = "Mastodon reaches its local Redis by a socket: `services.mastodon.redis.host`, `.port` and `.passwordFile` must not be set";
        about = [
          opt.redis.host
          opt.redis.port
          opt.redis.passwordFile
        ];
      }
      {
        assertion =
          !cfg.database.createLocally
          || cfg.user == cfg.database.user && cfg.database.user == cfg.database.name;
        message = "A local database for Mastodon is reached as the user of the same name: `services.mastodon.user`, `.database.user` and `.database.name` must be equal";
        about = [
          opt.database.user
          opt.database.name
          opt.user
        ];
      }
      {
        assertion = cfg.database.createLocally || cfg.database.host != "/run/postgresql";
        message = "Mastodon's database is not local: `services.mastodon.database.host` must say where it is";
        about = [
          opt.database.host
          opt.database.createLocally
        ];
      }
      {
        assertion = !cfg.smtp.authenticate || cfg.smtp.user != null;
        message = "Mastodon's mail server wants a password: `services.mastodon.smtp.user` must be set";
        about = [ opt.smtp.authenticate ];
      }
      {
        assertion = !cfg.smtp.authenticate || cfg.smtp.passwordFile != null;
        message = "Mastodon's mail server wants a password: `services.mastodon.smtp.passwordFile` must be set";
        about = [ opt.smtp.authenticate ];
      }
      {
        assertion = builtins.length (builtins.attrNames schedulers) == 1;
        message = "Exactly one process of Mastodon's background jobs must take the class `scheduler`, or all classes";
        about = [ opt.sidekiqProcesses ];
      }
    ];
  };
}
