CREATE INDEX "bank_statement_lines_booked" ON "bank_statement_lines" USING btree ("account","booked_at") WHERE stands;--> statement-breakpoint
CREATE INDEX "bank_statement_lines_forms" ON "bank_statement_lines" USING gin ((fate -> 'forms')) WHERE stands;--> statement-breakpoint
CREATE INDEX "facts_payout_batch" ON "facts" USING btree ((payload ->> 'batch')) WHERE node = 'payout.sent';--> statement-breakpoint
CREATE INDEX "ledger_lines_bank" ON "ledger_lines" USING btree ("value_on") WHERE account = 'bank';--> statement-breakpoint
CREATE INDEX "ledger_lines_owed" ON "ledger_lines" USING btree ("account","key") WHERE account in ('charges', 'recoverable', 'difference');