[ ../../plan-parts/mailbox.nix ../../plan-parts/newsletter.nix ../../plan-parts/post.nix ]
