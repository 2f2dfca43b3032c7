"""What a person says to a finding → events of waivers."""
