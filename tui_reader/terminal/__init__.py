"""What this terminal can do, and the sequences for links, clipboard, pictures and QR codes."""
