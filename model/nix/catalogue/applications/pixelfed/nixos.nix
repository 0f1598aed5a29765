# Pixelfed on a machine: settings and what was granted, as options of NixOS.
{ lib }:
settings:
{ granted, ... }:
let
  units = import ../../units.nix { inherit lib; };
  inherit (granted)
    cache
    database
    key
    mail
    media
    web
    ;
  inherit (settings) limits;

  secrets = "/run/pixelfed-keys/environment";

  # One request may hold a whole album.
  upload = "${toString (limits.photoKB * limits.albumLength / 1000 + 1)}M";

  environment = {
    APP_NAME = settings.title;
    OPEN_REGISTRATION = settings.registrations;
    ENFORCE_EMAIL_VERIFICATION = settings.emailVerification;
    MIN_PASSWORD_LENGTH = settings.passwordMinLength;
    MAX_PHOTO_SIZE = limits.photoKB;
    LIMIT_ACCOUNT_SIZE = limits.accountKB != null;
    MAX_AVATAR_SIZE = limits.avatarKB;
    MAX_CAPTION_LENGTH = limits.captionLength;
    PF_MEDIA_MAX_ALTTEXT_LENGTH = limits.altTextLength;
    MAX_BIO_LENGTH = limits.bioLength;
    MAX_NAME_LENGTH = limits.nameLength;
    MAX_ALBUM_LENGTH = limits.albumLength;
    MEDIA_TYPES = lib.concatStringsSep "," settings.mediaTypes;
    IMAGE_QUALITY = settings.imageQuality;
    ACTIVITY_PUB = settings.federation;
    AP_REMOTE_FOLLOW = settings.federation;
    AP_INBOX = settings.federation;
    AP_OUTBOX = settings.federation;
    AP_SHAREDINBOX = settings.federation;
    PF_USER_INVITES = settings.invites;
    IMPORT_INSTAGRAM = settings.instagramImport;
    # What is saved in the browser would win over all this.
    ENABLE_CONFIG_CACHE = false;

    MAIL_DRIVER = "smtp";
    MAIL_HOST = mail.host;
    MAIL_PORT = mail.port;
    MAIL_FROM_ADDRESS = mail.from;
    MAIL_FROM_NAME = settings.title;

    PF_ENABLE_CLOUD = true;
    FILESYSTEM_CLOUD = "s3";
    DANGEROUSLY_SET_FILESYSTEM_DRIVER = "s3";
    AWS_BUCKET = media.bucket;
    AWS_DEFAULT_REGION = media.region;
    AWS_ENDPOINT = media.endpoint;
    AWS_URL = media.public-url;
    AWS_USE_PATH_STYLE_ENDPOINT = media.path-style;
  }
  // lib.optionalAttrs (settings.maxUsers != null) { PF_MAX_USERS = settings.maxUsers; }
  // lib.optionalAttrs (limits.accountKB != null) { MAX_ACCOUNT_SIZE = limits.accountKB; }
  // lib.optionalAttrs (mail.username != null) { MAIL_USERNAME = mail.username; }
  // lib.optionalAttrs (mail.security != "none") { MAIL_ENCRYPTION = "tls"; }
  // lib.optionalAttrs (database.socket == null) {
    DB_HOST = database.host;
    DB_PORT = database.port;
    DB_DATABASE = database.database;
    DB_USERNAME = database.user;
  }
  // lib.optionalAttrs (cache.unix-socket == null) {
    REDIS_HOST = cache.host;
    REDIS_PORT = cache.port;
  };
in
{
  services.pixelfed = {
    enable = true;
    domain = web.hostname;
    # The settings of the virtual host come with what was granted.
    nginx = { };
    secretFile = secrets;
    settings = environment;
    maxUploadSize = upload;
    schedulerInterval = "1m";
    redis.createLocally = cache.unix-socket != null;
    database = {
      createLocally = database.socket != null;
      type = "mysql";
      name = database.database;
    };
  };

  systemd.services = {
    pixelfed-keys = units.environment-file {
      description = "Keys of Pixelfed";
      path = secrets;
      owner = "pixelfed";
      variables = {
        APP_KEY = {
          file = key.path;
          before = "base64:";
        };
        AWS_ACCESS_KEY_ID = media.access-key-id-file;
        AWS_SECRET_ACCESS_KEY = media.secret-access-key-file;
      }
      // lib.optionalAttrs (mail.password-file != null) { MAIL_PASSWORD = mail.password-file; }
      // lib.optionalAttrs (cache.password-file != null) { REDIS_PASSWORD = cache.password-file; }
      // lib.optionalAttrs (database.password-file != null) { DB_PASSWORD = database.password-file; };
      for = [ "pixelfed-data-setup.service" ];
      after = key.units ++ media.units;
    };
  }
  // lib.optionalAttrs (settings.admin != null) {
    pixelfed-first-user = units.once {
      description = "First administrator of Pixelfed";
      user = "pixelfed";
      after = [ "phpfpm-pixelfed.service" ] ++ granted.password.units;
      script = ''
        made=/var/lib/pixelfed/.first-user
        if [ ! -e $made ]; then
          /run/current-system/sw/bin/pixelfed-manage user:create \
            --name=${lib.escapeShellArg settings.admin.displayName} --username=${settings.admin.username} \
            --email=${settings.admin.email} --password="$(cat ${granted.password.path})" \
            --is_admin=1 --confirm_email=1
          touch $made
        fi
      '';
    };
  };
}
