# Mastodon on a machine: settings and what was granted, as options of NixOS.
{ lib }:
settings: size:
{ granted, ... }:
let
  units = import ../../units.nix { inherit lib; };
  inherit (granted)
    cache
    database
    mail
    media
    web
    ;

  keys = "/run/mastodon-keys/environment";
  tootctl = "/run/current-system/sw/bin/mastodon-tootctl";
  programs = [
    "mastodon-web.service"
    "mastodon-sidekiq-all.service"
  ];

  environment =
    {
      SINGLE_USER_MODE = lib.boolToString settings.singleUser;
      LIMITED_FEDERATION_MODE = lib.boolToString settings.limitedFederation;
      AUTHORIZED_FETCH = lib.boolToString settings.authorizedFetch;
      MAX_SESSION_ACTIVATIONS = toString settings.maxSessions;
      SMTP_ENABLE_STARTTLS = if mail.security == "starttls" then "always" else "never";
      SMTP_TLS = lib.boolToString (mail.security == "tls");
      S3_ENABLED = "true";
      S3_BUCKET = media.bucket;
      S3_REGION = media.region;
      S3_ENDPOINT = media.endpoint;
      S3_HOSTNAME = lib.removePrefix "https://" media.endpoint;
      S3_PROTOCOL = "https";
      S3_ALIAS_HOST = media.public-host;
      S3_OVERRIDE_PATH_STYLE = lib.boolToString (!media.path-style);
      # The store knows no lists of rights of single files.
      S3_PERMISSION = "";
    }
    // lib.optionalAttrs (settings.locale != null) { DEFAULT_LOCALE = settings.locale; }
    // lib.optionalAttrs (settings.emailDomains != [ ]) {
      EMAIL_DOMAIN_ALLOWLIST = lib.concatStringsSep "|" settings.emailDomains;
    }
    // lib.optionalAttrs (settings.registrations == "open") {
      DISABLE_AUTOMATIC_SWITCHING_TO_APPROVED_REGISTRATIONS = "true";
    };

  word = {
    closed = "close";
    approval = "approved";
    open = "open";
  };
in
{
  services.mastodon = {
    enable = true;
    configureNginx = true;
    localDomain = web.hostname;
    inherit (size)
      streamingProcesses
      webProcesses
      webThreads
      sidekiqThreads
      ;

    database = {
      createLocally = database.local;
      inherit (database) host user;
      name = database.database;
    }
    // lib.optionalAttrs (!database.local) {
      inherit (database) port;
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
      inherit (mail) host port;
      fromAddress = mail.from;
      authenticate = mail.username != null && mail.password-file != null;
      user = mail.username;
      passwordFile = mail.password-file;
    };

    mediaAutoRemove = {
      enable = settings.mediaRetentionDays != null;
    }
    // lib.optionalAttrs (settings.mediaRetentionDays != null) {
      olderThanDays = settings.mediaRetentionDays;
    };

    extraConfig = environment;
    extraEnvFiles = [ keys ];
  }
  // lib.optionalAttrs (settings.search != null) {
    elasticsearch = { inherit (settings.search) host port preset; };
  };

  systemd.services = {
    mastodon-keys = units.environment-file {
      description = "Keys of Mastodon's bucket";
      path = keys;
      variables = {
        AWS_ACCESS_KEY_ID = media.access-key-id-file;
        AWS_SECRET_ACCESS_KEY = media.secret-access-key-file;
      };
      for = programs ++ [ "mastodon-init-db.service" ];
      after = media.units;
    };
    mastodon-registrations = units.once {
      description = "Who may sign up to Mastodon";
      user = "mastodon";
      after = [ "mastodon-web.service" ];
      script = "${tootctl} settings registrations ${word.${settings.registrations}}";
    };
  }
  // lib.optionalAttrs (settings.admin != null) {
    mastodon-first-user = units.once {
      description = "First administrator of Mastodon";
      user = "mastodon";
      after = [ "mastodon-web.service" ];
      # Its password is what the program makes up; a message helps who forgot it.
      script = ''
        made=/var/lib/mastodon/.first-user
        if [ ! -e $made ]; then
          ${tootctl} accounts create ${settings.admin.username} --email ${settings.admin.email} \
            --confirmed --approve --role Owner
          touch $made
        fi
      '';
    };
  };
}
