"""The list of pledges proposed for questioning again (danh mục đề nghị tái chất vấn)."""
