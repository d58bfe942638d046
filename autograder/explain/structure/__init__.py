"""What an error looks like: sentences about expected and got that hold in every wrong case they speak of."""
