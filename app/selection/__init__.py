"""What will be questioned: proposals of topics, opinions, the decision, and questioning again about pledges."""
