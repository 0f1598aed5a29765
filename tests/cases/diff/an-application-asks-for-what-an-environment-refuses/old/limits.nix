{ most = 5; }
