"""The values that travel between the rooms: frozen, typed, without behaviour beyond their own arithmetic."""
