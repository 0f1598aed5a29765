# What an operator can set about PeerTube.
{ lib }:
let
  inherit (lib) types;
  shapes = import ../../options.nix { inherit lib; };
  shared = import ../shared.nix { inherit lib; };
  inherit (shapes) amount option switch;

  text =
    title: default: example: description:
    option {
      inherit
        title
        default
        example
        description
        ;
      type = types.str;
    };

  # A number of something, or no limit.
  limit =
    title: unit: description:
    option {
      inherit title unit description;
      type = types.nullOr types.ints.positive;
      default = null;
      example = 100;
    };
in
{
  enable = shapes.enable "Run PeerTube" "PeerTube";
  inherit (shared.options) hostname mailFrom admin;

  title = text "Title" "PeerTube" "Videos of our town" "The name of the instance.";
  shortDescription =
    text "Short description" "" "What happens here, in moving pictures."
      "What it is about, in one sentence.";
  description = text "Description" "" "Run by the public library." "What it is about, at length.";
  terms = text "Terms" "" "Be kind." "What people agree to when they sign up.";
  languages = option {
    title = "Languages";
    description = "Languages that are spoken here; none are all.";
    type = types.listOf (types.strMatching "[a-z]{2,3}");
    default = [ ];
    example = [
      "nl"
      "en"
    ];
  };

  registrations = {
    enable = switch "Sign-up" false "Whether new people can make an account.";
    approval = switch "Sign-up needs approval" true "Whether a moderator must approve new people.";
    emailVerification = switch "Addresses are verified" true "Whether new people must prove their e-mail address.";
    limit = limit "Most people" "users" "How many people there may be before sign-up closes; null is without end.";
    minimumAge = option {
      title = "Least age";
      unit = "years";
      description = "How old people must be.";
      type = types.ints.unsigned;
      default = 16;
      example = 18;
    };
  };

  quota = {
    totalGiB = limit "Space of a user" "GiB" "How much video each user may keep, in GiB; null is without end.";
    dailyGiB = limit "Space of a user in a day" "GiB" "How much video each user may add in a day, in GiB; null is without end.";
  };
  channelsPerUser = amount "Channels of a user" "channels" 20 "How many channels each user can have.";

  transcoding = {
    enable = switch "Transcoding" true "Whether videos are made smaller for slower connections.";
    threads = amount "Threads" "threads" 2 "How many threads one transcoding takes.";
    concurrency = amount "At once" "jobs" 1 "How many videos are transcoded at once.";
    resolutions = option {
      description = "Heights of pictures that are made, in lines.";
      type = types.listOf (
        types.enum [
          144
          240
          360
          480
          720
          1080
          1440
          2160
        ]
      );
      default = [
        480
        720
      ];
      example = [ 1080 ];
    };
    keepOriginal = switch "Keep originals" false "Whether files are kept as they were uploaded.";
  };

  live = {
    enable = switch "Live video" false "Whether users can stream live.";
    maxDurationMinutes = limit "Longest stream" "min" "How long a stream may last, in minutes; null is without end.";
    maxInstanceLives = amount "Streams at once" "streams" 20 "How many streams there can be at once.";
    maxUserLives = amount "Streams of a user" "streams" 3 "How many streams a user can have at once.";
    allowReplay = switch "Replays" true "Whether a stream can be kept as a video.";
  };

  import = {
    http = switch "Import from addresses" false "Whether videos can be fetched from other sites.";
    torrent = switch "Import from torrents" false "Whether videos can be fetched from torrents.";
  };
  transcription = switch "Captions" false "Whether captions are made from speech.";
  contactForm = switch "Contact form" true "Whether visitors can write to the administrator.";
  federation = switch "Federation" true "Whether it speaks with other servers.";
  webEditing = switch "Settings in the browser" false ''
    Whether administrators can change settings in the browser. What they save there wins over
    what is set here.
  '';
}
