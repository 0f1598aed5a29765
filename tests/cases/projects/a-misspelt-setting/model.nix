[
  ./kinds.nix
  ./newsletter.nix
  ./post.nix
]
