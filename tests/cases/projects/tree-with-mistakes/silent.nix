# Nobody is named to write to, and the chat wants somebody.
{ services.chat.enable = true; }
