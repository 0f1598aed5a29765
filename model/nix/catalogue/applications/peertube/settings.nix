# The configuration file of PeerTube, from the settings and what was granted.
{ lib }:
settings: granted:
let
  inherit (granted) mail media;
  gib = number: if number == null then -1 else number * 1024 * 1024 * 1024;
  number = limit: if limit == null then -1 else limit;

  # All kinds of files share the bucket, each below a prefix of its own.
  kept = prefix: {
    bucket_name = media.bucket;
    inherit prefix;
    base_url = media.public-url;
  };
in
{
  instance = {
    name = settings.title;
    short_description = settings.shortDescription;
    inherit (settings) description terms languages;
  };
  admin = lib.optionalAttrs (settings.admin != null) { inherit (settings.admin) email; };
  contact_form.enabled = settings.contactForm;

  signup = {
    enabled = settings.registrations.enable;
    requires_approval = settings.registrations.approval;
    requires_email_verification = settings.registrations.emailVerification;
    limit = number settings.registrations.limit;
    minimum_age = settings.registrations.minimumAge;
  };
  user = {
    video_quota = gib settings.quota.totalGiB;
    video_quota_daily = gib settings.quota.dailyGiB;
  };
  video_channels.max_per_user = settings.channelsPerUser;

  transcoding = {
    enabled = settings.transcoding.enable;
    inherit (settings.transcoding) threads concurrency;
    resolutions =
      lib.genAttrs
        (map (lines: "${toString lines}p") [
          144
          240
          360
          480
          720
          1080
          1440
          2160
        ])
        (
          name:
          builtins.elem name (map (lines: "${toString lines}p") settings.transcoding.resolutions)
        );
    original_file.keep = settings.transcoding.keepOriginal;
    hls.enabled = true;
    web_videos.enabled = false;
  };
  live = {
    enabled = settings.live.enable;
    max_duration =
      if settings.live.maxDurationMinutes == null then
        -1
      else
        settings.live.maxDurationMinutes * 60 * 1000;
    max_instance_lives = settings.live.maxInstanceLives;
    max_user_lives = settings.live.maxUserLives;
    allow_replay = settings.live.allowReplay;
  };
  import.videos = {
    http.enabled = settings.import.http;
    torrent.enabled = settings.import.torrent;
  };
  video_transcription.enabled = settings.transcription;
  federation.enabled = settings.federation;
  webadmin.configuration.edition.allowed = settings.webEditing;

  smtp = {
    hostname = mail.host;
    inherit (mail) port username;
    tls = mail.security == "tls";
    disable_starttls = mail.security == "none";
    from_address = mail.from;
  };

  object_storage = {
    enabled = true;
    inherit (media) endpoint region;
    # The store knows no lists of rights of single files.
    upload_acl = {
      public = null;
      private = null;
    };
    streaming_playlists = kept "playlists/";
    web_videos = kept "videos/";
    user_exports = kept "exports/";
    original_video_files = kept "originals/";
    captions = kept "captions/";
  };
}
