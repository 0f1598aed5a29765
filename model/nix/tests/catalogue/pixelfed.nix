# Pixelfed: what it asks for, and what becomes of its settings on a machine.
let
  lib = import <fedic/lib>;
  inherit (import ./deployed.nix)
    admin
    requests
    single
    ;

  settings = {
    enable = true;
    hostname = "pictures.example.org";
  };
  with-settings = more: single { pixelfed = settings // more; };
  machine = with-settings { };
  inherit (machine.services) pixelfed;
in
{
  test-what-it-asks-for = {
    expr = lib.mapAttrs (_: request: lib.head (lib.attrNames request)) (requests "pixelfed" settings);
    expected = {
      cache = "redis";
      copies = "backup";
      database = "mariadb";
      key = "secret";
      mail = "smtp-relay";
      media = "s3-bucket";
      name = "dns-record";
      server = "machine";
      web = "web-endpoint";
    };
  };
  test-where-it-is-and-what-it-uses = {
    expr = {
      inherit (pixelfed) domain database redis;
      inherit (machine.services.mysql) ensureDatabases;
      servers = lib.attrNames machine.services.redis.servers;
    };
    expected = {
      domain = "pictures.example.org";
      database = {
        createLocally = true;
        type = "mysql";
        name = "pixelfed";
      };
      redis.createLocally = true;
      ensureDatabases = [ "pixelfed" ];
      servers = [ "pixelfed" ];
    };
  };
  test-its-key-and-the-buckets-are-in-a-file = {
    expr =
      let
        unit = machine.systemd.services.pixelfed-keys;
      in
      {
        inherit (pixelfed) secretFile;
        inherit (unit) after before;
        key = lib.hasInfix "APP_KEY 'base64:' \"$(cat /var/lib/secrets/pixelfed/key)\"" (
          lib.replaceStrings [ "base64: " ] [ "'base64:' " ] unit.script
        );
        mail = lib.hasInfix "MAIL_PASSWORD" unit.script;
      };
    expected = {
      secretFile = "/run/pixelfed-keys/environment";
      after = [
        "secret-pixelfed-key.service"
        "garage-key-pixelfed-media.service"
      ];
      before = [ "pixelfed-data-setup.service" ];
      key = true;
      mail = true;
    };
  };
  test-an-upload-may-be-a-whole-album = {
    expr =
      (with-settings {
        limits.photoKB = 20000;
        limits.albumLength = 10;
      }).services.pixelfed.maxUploadSize;
    expected = "201M";
  };
  test-settings-become-its-environment = {
    expr =
      let
        made =
          (with-settings {
            title = "Pictures";
            registrations = true;
            maxUsers = 12;
            limits.accountKB = null;
            mediaTypes = [
              "image/jpeg"
              "video/mp4"
            ];
          }).services.pixelfed.settings;
      in
      {
        inherit (made)
          APP_NAME
          OPEN_REGISTRATION
          PF_MAX_USERS
          LIMIT_ACCOUNT_SIZE
          MEDIA_TYPES
          ;
        limited = made ? MAX_ACCOUNT_SIZE;
      };
    expected = {
      APP_NAME = "Pictures";
      OPEN_REGISTRATION = true;
      PF_MAX_USERS = 12;
      LIMIT_ACCOUNT_SIZE = false;
      MEDIA_TYPES = "image/jpeg,video/mp4";
      limited = false;
    };
  };
  test-secrets-are-not-in-the-settings = {
    expr = lib.filter (name: lib.hasInfix "PASSWORD" name || lib.hasInfix "KEY" name) (
      lib.attrNames (removeAttrs pixelfed.settings [ "MIN_PASSWORD_LENGTH" ])
    );
    expected = [ ];
  };
  test-the-first-user-has-the-given-password = {
    expr =
      let
        inherit ((with-settings { inherit admin; }).systemd.services) pixelfed-first-user secret-pixelfed-password;
      in
      {
        inherit (pixelfed-first-user) after;
        reads = lib.hasInfix ''--password="$(cat /var/lib/secrets/pixelfed/password)"'' pixelfed-first-user.script;
        copied = lib.hasInfix "-o pixelfed /run/keys/ada" secret-pixelfed-password.script;
      };
    expected = {
      after = [
        "phpfpm-pixelfed.service"
        "secret-pixelfed-password.service"
      ];
      reads = true;
      copied = true;
    };
  };
  test-nothing-can-be-posted = {
    expr = with-settings { mediaTypes = [ ]; };
    expectedError.msg = "mediaTypes' is not of type";
  };
}
